import "./map.css";
export { MapView as GraphView } from "./Map";
