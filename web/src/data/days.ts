import type { Day } from "./contract";
import { ATTESTED, BY_REPORT, type Claims, NO_DAY, UNDATED } from "./graph";

const MS_A_DAY = 86_400_000;
const WRITTEN = /^\d{4}-\d{2}-\d{2}$/;

/** The day that "YYYY-MM-DD" names; null for what is no such day (2013-02-30). */
export function dayOf(written: string): Day | null {
  if (!WRITTEN.test(written)) return null;
  const day = Date.parse(written) / MS_A_DAY;
  return Number.isInteger(day) && writtenDay(day) === written ? day : null;
}

export function writtenDay(day: Day): string {
  return new Date(day * MS_A_DAY).toISOString().slice(0, 10);
}

export function dateOf(day: Day): Date {
  return new Date(day * MS_A_DAY);
}

/** A date's day, with its part: noon of day 3 is 3.5. */
export function fractionalDay(date: Date): number {
  return date.getTime() / MS_A_DAY;
}

/** When a claim is placed, in words; "" where no day is known. */
export function toldDays(claims: Claims, i: number): string {
  const [from, to] = [claims.notBefore[i]!, claims.notAfter[i]!];
  if (claims.dated[i] === UNDATED) return "";
  if (claims.dated[i] === ATTESTED) return `holds on ${writtenDay(from)}, the day of the report`;
  if (claims.dated[i] === BY_REPORT) return to === NO_DAY ? `after the report of ${writtenDay(from)}, if at all` : `by ${writtenDay(to)} (day of the report)`;
  if (from === NO_DAY) return `by ${writtenDay(to)}`;
  if (to === NO_DAY) return `on or after ${writtenDay(from)}`;
  return from === to ? writtenDay(from) : `${writtenDay(from)} to ${writtenDay(to)}`;
}
