import "./network.css";
export { Network as GraphView } from "./Network";
