import { scaleUtc } from "d3-scale";
import { dateOf, fractionalDay, writtenDay } from "../../data/days";

export interface Tick {
  readonly day: number;
  readonly label: string;
}

/** About *count* days between *from* and *to* that are worth a label: years, months or days, written as far as they differ. */
export function ticksOf(from: number, to: number, count: number): Tick[] {
  const found = scaleUtc().domain([dateOf(from), dateOf(to)]).ticks(count).map(fractionalDay).filter(Number.isInteger);
  const step = Math.max(1, Math.round(found.length / count));
  const days = found.filter((_, i) => i % step === 0);
  const written = days.map(writtenDay);
  const length = written.every((day) => day.endsWith("-01-01")) ? 4 : written.every((day) => day.endsWith("-01")) ? 7 : 10;
  return days.map((day, i) => ({ day, label: written[i]!.slice(0, length) }));
}
