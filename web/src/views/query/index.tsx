import "./query.css";
export { Query as OwnView } from "./Query";
