import type { Day, GraphAnswer } from "../../data/contract";
import { writtenDay } from "../../data/days";

type Ties = GraphAnswer["ties"];

/** How a tie stands on a day, surest first; on a day "before" it can have begun it is not drawn. */
export const STATES = ["holds", "open", "may", "undated", "ended"] as const;
export type State = (typeof STATES)[number];

export const STATE_WORDS: Readonly<Record<State, string>> = {
  holds: "said to hold on the day",
  open: "begun by the day, not known to have ended",
  may: "may hold on the day",
  undated: "no day told",
  ended: "ended before the day",
};

export const OWN_WORD = "only a party says so, to its gain";

export function isOwnWord(ties: Ties, i: number): boolean {
  return ties.standing[i] === "OwnWordStanding";
}

/** How tie *i* stands on *day* by all that is told of its days; an end that nobody tells is none, and no proof that it lasts. */
export function stateOn(ties: Ties, i: number, day: Day): State | "before" {
  const [beganFirst, beganLast] = [ties.beganNotBefore[i]!, ties.beganNotAfter[i]!];
  const [endedFirst, endedLast] = [ties.endedNotBefore[i]!, ties.endedNotAfter[i]!];
  if (isUndated(ties, i)) return "undated";
  if (beganFirst !== null && day < beganFirst) return "before";
  if (endedLast !== null && day > endedLast) return "ended";
  if (ties.attested[i]!.includes(day)) return "holds";
  const hasBegun = beganLast !== null && day >= beganLast;
  if (hasBegun && endedFirst !== null && day <= endedFirst) return "holds";
  return hasBegun && endedLast === null ? "open" : "may";
}

export function isUndated(ties: Ties, i: number): boolean {
  const ends = [ties.beganNotBefore, ties.beganNotAfter, ties.endedNotBefore, ties.endedNotAfter];
  return ends.every((column) => column[i] === null) && !ties.attested[i]!.length;
}

/** The days on which the standing of tie *i* can change, in no order. */
export function turns(ties: Ties, i: number): Day[] {
  const first = [ties.beganNotBefore[i]!, ties.beganNotAfter[i]!, ...ties.attested[i]!];
  const after = [ties.endedNotBefore[i]!, ties.endedNotAfter[i]!].map((day) => (day === null ? null : day + 1));
  return [...first, ...after].filter((day) => day !== null);
}

/** What is told of the days of tie *i*, in words. */
export function toldTieDays(ties: Ties, i: number): string {
  if (isUndated(ties, i)) return "no day told";
  const began = between(ties.beganNotBefore[i]!, ties.beganNotAfter[i]!);
  const ended = between(ties.endedNotBefore[i]!, ties.endedNotAfter[i]!);
  const isOpen = ties.endedNotAfter[i] === null;
  const held = ties.attested[i]!.length ? `said to hold on ${ties.attested[i]!.map(writtenDay).join(", ")}` : "";
  return [began && `began ${began}`, held, isOpen ? "no end told" : `ended ${ended}`].filter(Boolean).join("; ");
}

function between(first: Day | null, last: Day | null): string {
  if (last === null) return first === null ? "" : `on or after ${writtenDay(first)}`;
  if (first === null) return `by ${writtenDay(last)}`;
  return first === last ? writtenDay(last) : `${writtenDay(first)} to ${writtenDay(last)}`;
}
