import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { scaleUtc } from "d3-scale";
import type { Day } from "../../data/contract";
import { dateOf, dayOf, writtenDay } from "../../data/days";
import { useWidth } from "../../parts/useWidth";
import { monthsOn, nextDay } from "./changes";

interface Props {
  day: Day;
  /** In order: the days on which ties, and on which claims begin or end. */
  tieDays: readonly Day[];
  claimDays: readonly Day[];
  /** *isGoing*: the slider is still being dragged. */
  move: (day: Day, isGoing: boolean) => void;
}

/** Half of the slider's handle: the first and last day are so far from its ends. */
const INSET = 8;
const A_STEP_MS = 1100;

/** The date: a slider with a tick at each day on which something changes; arrows lead from one to the next. */
export function DateSlider({ day, tieDays, claimDays, move }: Props) {
  const days = useMemo(() => [...new Set([...tieDays, ...claimDays])].sort((a, b) => a - b), [tieDays, claimDays]);
  const [first, last] = [Math.min(day, days[0] ?? day), Math.max(day, days.at(-1) ?? day)];
  const [isPlaying, setPlaying] = usePlaying(days, day, move);
  const step = (direction: 1 | -1) => move(nextDay(days, day, direction), false);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = byKey(event.key, days, day);
    if (to === null) return;
    event.preventDefault();
    move(Math.max(first, Math.min(last, to)), false);
  };
  return (
    <div class="date-slider" role="group" aria-label="Date">
      <div class="bar">
        <label class="day">Date <input type="date" value={writtenDay(day)} onChange={(event) => move(dayOf(event.currentTarget.value) ?? day, false)} /></label>
        <span class="group">
          <button type="button" disabled={nextDay(days, day, -1) === day} onClick={() => step(-1)}>‹ change before</button>
          <button type="button" disabled={nextDay(days, day, 1) === day} onClick={() => step(1)}>next change ›</button>
          <button type="button" disabled={!isPlaying && nextDay(days, day, 1) === day} onClick={() => setPlaying(!isPlaying)}>{isPlaying ? "stop" : "play"}</button>
        </span>
      </div>
      <input
        type="range" class="range" aria-label="Date of the network: arrows lead to the next change, Page Up and Down a month" aria-valuetext={writtenDay(day)} min={first} max={last} step={1} value={day}
        onInput={(event) => move(Number(event.currentTarget.value), true)} onChange={(event) => move(Number(event.currentTarget.value), false)} onKeyDown={onKeyDown}
      />
      <Ticks first={first} last={last} tieDays={tieDays} claimDays={claimDays} />
    </div>
  );
}

function byKey(key: string, days: readonly Day[], day: Day): Day | null {
  if (key === "ArrowRight" || key === "ArrowUp") return nextDay(days, day, 1);
  if (key === "ArrowLeft" || key === "ArrowDown") return nextDay(days, day, -1);
  if (key === "PageUp") return monthsOn(day, 1);
  if (key === "PageDown") return monthsOn(day, -1);
  if (key === "Home") return days[0] ?? day;
  if (key === "End") return days.at(-1) ?? day;
  return null;
}

/** From change to change until the last one. */
function usePlaying(days: readonly Day[], day: Day, move: Props["move"]): [boolean, (isPlaying: boolean) => void] {
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return;
    const next = nextDay(days, day, 1);
    const timer = setTimeout(() => (next === day ? setPlaying(false) : move(next, false)), A_STEP_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, days, day, move]);
  return [isPlaying, setPlaying];
}

function Ticks({ first, last, tieDays, claimDays }: { first: Day; last: Day; tieDays: readonly Day[]; claimDays: readonly Day[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const scale = scaleUtc([dateOf(first), dateOf(Math.max(last, first + 1))], [INSET, Math.max(INSET, width - INSET)]);
  const strokes = (days: readonly Day[], from: number, to: number) => days.map((day) => `M${scale(dateOf(day)).toFixed(1)} ${from}V${to}`).join("");
  const format = scale.tickFormat();
  return (
    <div ref={frame} class="ticks" aria-hidden="true">
      {width > 0 && (
        <svg width={width} height={34}>
          <path class="of-claims" d={strokes(claimDays, 0, 6)} />
          <path class="of-ties" d={strokes(tieDays, 0, 13)} />
          {scale.ticks(Math.max(2, width / 110)).map((date) => (
            <text key={date.getTime()} x={Math.max(22, Math.min(width - 22, scale(date)))} y={29} text-anchor="middle">{date.getUTCMonth() || date.getUTCDate() > 1 ? format(date) : date.getUTCFullYear()}</text>
          ))}
        </svg>
      )}
    </div>
  );
}
