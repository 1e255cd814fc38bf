import { scaleLinear, scaleUtc } from "d3-scale";
import type { Mark } from "./chart";

const HEIGHT = 300;
const LEFT = 48;
const BOTTOM = 28;

/** Values by day, each a point of its own: what rows tell of days is no course of one thing, and days without a row tell nothing. */
export function Points({ marks, width, name }: { marks: readonly Mark[]; width: number; name: string }) {
  const times = marks.map((mark) => mark.time!);
  const values = marks.map((mark) => mark.value);
  const [first, last] = [times[0]!, times.at(-1)!];
  const x = scaleUtc(first === last ? [first - 864e5, last + 864e5] : [first, last], [LEFT + 8, width - 16]);
  const y = scaleLinear([Math.min(0, ...values), Math.max(...values, 0)], [HEIGHT - BOTTOM, 12]).nice(5);
  const at = marks.map((mark) => [x(mark.time!), y(mark.value)] as const);
  const told = x.tickFormat(Math.floor(width / 110), "%Y-%m-%d");
  // The scale may give more ticks than are asked for, and their labels would touch.
  const room = Math.max(2, Math.floor(width / 130));
  const days = x.ticks(room);
  const every = Math.ceil(days.length / room);
  return (
    <svg class="answer-chart" width={width} height={HEIGHT} role="img" aria-label={`Points: ${name}. The table has the same.`}>
      {y.ticks(5).map((tick) => (
        <g key={tick} transform={`translate(0,${y(tick)})`}><line class="tick" x1={LEFT} x2={width} /><text class="axis" x={LEFT - 6} y={4} text-anchor="end">{tick.toLocaleString("en")}</text></g>
      ))}
      {days.filter((_, i) => i % every === 0).map((tick) => (
        <text key={Number(tick)} class="axis" x={x(tick)} y={HEIGHT - 8} text-anchor="middle">{told(tick)}</text>
      ))}
      {at.map(([cx, cy], i) => <circle key={i} class="mark-point" cx={cx} cy={cy} r={3.5}><title>{marks[i]!.label}: {marks[i]!.value.toLocaleString("en")}</title></circle>)}
    </svg>
  );
}
