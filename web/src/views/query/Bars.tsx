import { scaleLinear } from "d3-scale";
import type { Mark } from "./chart";

const ROW = 22;
const TOP = 20;

/** Bars that lie, so that labels of any length can be read. */
export function Bars({ marks, width, name }: { marks: readonly Mark[]; width: number; name: string }) {
  const labels = Math.min(width * 0.42, 320);
  const x = scaleLinear([Math.min(0, ...marks.map((mark) => mark.value)), Math.max(0, ...marks.map((mark) => mark.value))], [labels, width - 48]).nice(5);
  const height = TOP + marks.length * ROW + 4;
  const letters = Math.floor(labels / 7);
  return (
    <svg class="answer-chart" width={width} height={height} role="img" aria-label={`Bars: ${name}. The table has the same.`}>
      {x.ticks(Math.max(2, Math.floor(width / 160))).map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},0)`}><line class="tick" y1={TOP - 4} y2={height} /><text class="axis" y={12} text-anchor="middle">{tick.toLocaleString("en")}</text></g>
      ))}
      {marks.map((mark, i) => (
        <g key={i} transform={`translate(0,${TOP + i * ROW})`}>
          <title>{mark.label}: {mark.value.toLocaleString("en")}</title>
          <text x={labels - 6} y={ROW / 2 + 4} text-anchor="end">{mark.label.length > letters ? `${mark.label.slice(0, letters - 1)}…` : mark.label}</text>
          <rect class="mark-bar" x={Math.min(x(0), x(mark.value))} y={3} width={Math.max(1, Math.abs(x(mark.value) - x(0)))} height={ROW - 6} />
          <text x={Math.max(x(0), x(mark.value)) + 4} y={ROW / 2 + 4}>{mark.value.toLocaleString("en")}</text>
        </g>
      ))}
    </svg>
  );
}
