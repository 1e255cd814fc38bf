import "./timeline.css";
export { Timeline as GraphView } from "./Timeline";
