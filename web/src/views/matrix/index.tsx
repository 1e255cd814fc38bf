import "./matrix.css";
export { Matrix as GraphView } from "./Matrix";
