import "./compare.css";
export { Compare as GraphView } from "./Compare";
