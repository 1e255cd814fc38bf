import type { Day } from "../../data/contract";
import { writtenDay } from "../../data/days";
import type { Graph } from "../../data/graph";
import type { Links } from "./links";
import { type Line, type Window, isInWindow } from "./lines";
import { type State, stateOn } from "./states";

type Standing = State | "before";

/** What differs between two days: ties by what became of them, claims by whether the window has them. */
export interface Changes {
  readonly from: Day;
  readonly to: Day;
  readonly mayBegin: number;
  readonly begin: number;
  readonly unsaid: number;
  readonly mayHaveEnded: number;
  readonly end: number;
  readonly come: number;
  readonly go: number;
}

/** What changes from the earlier of the days *one* and *other* to the later, among ties and claims of *actors*. */
export function changesBetween(graph: Graph, links: Links, actors: ReadonlySet<number>, one: Day, other: Day, window: Window): Changes {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  const counts = { mayBegin: 0, begin: 0, unsaid: 0, mayHaveEnded: 0, end: 0, come: 0, go: 0 };
  const isShown = ({ a, b }: { a: number; b: number }) => actors.has(a) && actors.has(b);
  for (const link of links.ties) {
    if (!isShown(link)) continue;
    const became = turned(stateOn(graph.ties, link.tie, from), stateOn(graph.ties, link.tie, to));
    if (became) counts[became]++;
  }
  const claims = new Map<number, readonly [boolean, boolean]>();
  for (const { a, b, claim, first, last } of links.claims)
    if (first !== null && last !== null && isShown({ a, b }))
      claims.set(claim, [isInWindow(first, last, from, window), isInWindow(first, last, to, window)]);
  for (const [was, is] of claims.values()) {
    if (!was && is) counts.come++;
    if (was && !is) counts.go++;
  }
  return { from, to, ...counts };
}

function turned(was: Standing, is: Standing): "mayBegin" | "begin" | "unsaid" | "mayHaveEnded" | "end" | null {
  if (was === is) return null;
  if (is === "ended") return "end";
  if (is === "holds") return "begin";
  if (is === "open") return was === "holds" ? "unsaid" : "begin";
  return was === "before" ? "mayBegin" : "mayHaveEnded";
}

const TOLD: readonly [keyof Omit<Changes, "from" | "to">, string, string, string][] = [
  ["begin", "tie", "begins or is said to hold", "begin or are said to hold"],
  ["mayBegin", "tie", "may begin", "may begin"],
  ["unsaid", "tie", "is no more said to hold, nor to have ended", "are no more said to hold, nor to have ended"],
  ["mayHaveEnded", "tie", "may have ended", "may have ended"],
  ["end", "tie", "ends", "end"],
  ["come", "claim", "comes into the window", "come into the window"],
  ["go", "claim", "leaves the window", "leave the window"],
];

/** "Between 2014-02-12 and 2014-02-13: 2 ties begin or are said to hold, 1 tie ends". */
export function changesWords(changes: Changes): string {
  const told = TOLD.filter(([name]) => changes[name]).map(([name, noun, one, many]) =>
    changes[name] === 1 ? `1 ${noun} ${one}` : `${changes[name]} ${noun}s ${many}`,
  );
  return `Between ${writtenDay(changes.from)} and ${writtenDay(changes.to)}: ${told.join(", ") || "nothing changes"}.`;
}

/** Keys of lines of *now* that were not there *before*, or stood otherwise or on other claims. */
export function changedLines(before: ReadonlyMap<string, Line>, now: ReadonlyMap<string, Line>): Set<string> {
  const isSame = (line: Line, was: Line | undefined) => was?.state === line.state && String(was.claims) === String(line.claims);
  return new Set([...now].filter(([key, line]) => !isSame(line, before.get(key))).map(([key]) => key));
}

/** The day among *days* (in order) next after or before *day*; *day* itself where there is none. */
export function nextDay(days: readonly Day[], day: Day, direction: 1 | -1): Day {
  const found = direction > 0 ? days.find((one) => one > day) : days.filter((one) => one < day).at(-1);
  return found ?? day;
}

/** The same day of the month so many months on; the last of the month where there is none. */
export function monthsOn(day: Day, months: number): Day {
  const date = new Date(day * 86_400_000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / 86_400_000;
}
