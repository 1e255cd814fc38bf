import type { Day } from "../../data/contract";
import { isolated } from "../../data/isolated";
import { BY_REPORT, FACTUALITIES, type Graph } from "../../data/graph";
import { type Kind, type Links, isMutual } from "./links";
import { OWN_WORD, STATES, STATE_WORDS, type State, isOwnWord, stateOn } from "./states";

/** What a line stands for: a tie on the day, claims by their own days, or either where no day is known. */
export type Form = "tie" | "told" | "undated";

/** Days on either side of the day on which claims are drawn; ANY: all up to the day. */
export type Window = number;
export const ANY = Infinity;

export interface Line {
  readonly key: string;
  readonly a: number;
  readonly b: number;
  readonly kind: Kind;
  readonly form: Form;
  /** Index into FACTUALITIES: claims that say it in different ways are never one line. */
  readonly factuality: number;
  /** The surest standing of its ties; null for claims by their days. */
  readonly state: State | null;
  /** Ties by their index, those of all standings. */
  readonly ties: readonly number[];
  /** Whether it stands as it does by a party's own word alone, which says so to its gain. */
  readonly isOwnWord: boolean;
  /** So many claims date its ties beside its own: they are said in another way, or the filter leaves them out. */
  readonly datedByOthers: number;
  /** In the graph's order. */
  readonly claims: readonly number[];
}

interface Growing extends Pick<Line, "key" | "a" | "b" | "kind" | "form" | "factuality"> {
  state: State | null;
  isOwnWord: boolean;
  ties: number[];
  claims: Set<number>;
}

export interface Shown {
  readonly day: Day;
  readonly window: Window;
  readonly hidden: ReadonlySet<State | "told">;
}

/** The lines between *actors* on a day, by pair, kind, form and factuality. */
export function linesOn(graph: Graph, links: Links, actors: ReadonlySet<number>, { day, window, hidden }: Shown): Map<string, Line> {
  const lines = new Map<string, Growing>();
  const isShown = ({ a, b }: { a: number; b: number }) => actors.has(a) && actors.has(b);
  for (const link of links.ties) {
    const state = stateOn(graph.ties, link.tie, day);
    if (state === "before" || hidden.has(state) || !isShown(link)) continue;
    for (const claim of link.claims) {
      const line = grown(lines, link, formOf(state), graph.claims.factuality[claim]!);
      line.claims.add(claim);
      if (line.ties.at(-1) === link.tie) continue;
      line.ties.push(link.tie);
      stand(line, state, isOwnWord(graph.ties, link.tie));
    }
  }
  for (const link of links.claims) {
    const isUndated = link.first === null;
    if (!isShown(link) || hidden.has(isUndated ? "undated" : "told")) continue;
    // A claim without a day stands on the line of the tie that rests on it.
    if (isUndated ? link.isOfTie : !isInWindow(link.first!, link.last!, day, window)) continue;
    const line = grown(lines, link, isUndated ? "undated" : "told", graph.claims.factuality[link.claim]!);
    line.claims.add(link.claim);
    if (isUndated) stand(line, "undated", false);
  }
  return new Map([...lines].sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, line]) => [key, finished(graph, line)]));
}

function formOf(state: State): Form {
  return state === "undated" ? "undated" : "tie";
}

/** The surest standing counts; it rests on own word where none of the ties that stand so is said by others. */
function stand(line: Growing, state: State, isOwn: boolean): void {
  const ahead = line.state === null ? -1 : STATES.indexOf(state) - STATES.indexOf(line.state);
  if (ahead > 0) return;
  line.isOwnWord = isOwn && (ahead < 0 || line.isOwnWord);
  line.state = state;
}

/** Whether some of the days first to last lie in the window around *day*. */
export function isInWindow(first: Day, last: Day, day: Day, window: Window): boolean {
  return window === ANY ? first <= day : first <= day + window && last >= day - window;
}

function grown(lines: Map<string, Growing>, { a, b, kind }: Pick<Line, "a" | "b" | "kind">, form: Form, factuality: number): Growing {
  const key = [Math.min(a, b), Math.max(a, b), a < b ? 0 : 1, kind, form, factuality].join("|");
  const line = lines.get(key) ?? { key, a, b, kind, form, factuality, state: null, isOwnWord: false, ties: [], claims: new Set() };
  lines.set(key, line);
  return line;
}

function finished({ ties }: Graph, line: Growing): Line {
  const dating = new Set(line.ties.flatMap((tie) => ties.claims[tie]!));
  const datedByOthers = [...dating].filter((claim) => !line.claims.has(claim)).length;
  return { ...line, datedByOthers, claims: [...line.claims].sort((one, other) => one - other) };
}

const FROM_A: Readonly<Record<Kind, string>> = { hostile: "hostile to", friendly: "allied with", belonging: "belongs to", leading: "leads" };
const FROM_B: Readonly<Record<Kind, string>> = { ...FROM_A, belonging: "has as a member or branch", leading: "is led by" };

/** "Northford Army, hostile to Harbour Front: 3 claims", as seen from *from* (one of its ends). */
export function lineName(graph: Graph, line: Line, from = line.a): string {
  const to = from === line.a ? line.b : line.a;
  const label = (thing: number) => isolated(graph.things.label[thing]!);
  return `${label(from)}, ${lineVerb(line, from)} ${label(to)}, ${qualities(line).join(", ")}: ${countWords(graph, line)}`;
}

export function lineVerb({ a, kind }: Line, from: number): string {
  return (from === a || isMutual(kind) ? FROM_A : FROM_B)[kind];
}

export function qualities(line: Line): string[] {
  const more = [line.isOwnWord && OWN_WORD, line.datedByOthers > 0 && datedWords(line.datedByOthers)];
  return [FACTUALITIES[line.factuality]!, formWords(line), ...more.filter((words) => words !== false)];
}

/** Whose days these are, where more claims than those shown tell them. */
export function datedWords(others: number): string {
  return `dated by ${others === 1 ? "1 other claim" : `${others} other claims`} too`;
}

export function formWords({ form, state }: Pick<Line, "form" | "state">): string {
  return form === "told" || !state ? "claims by their days" : STATE_WORDS[state];
}

export function countWords(graph: Graph, { claims, form }: Pick<Line, "claims" | "form">): string {
  const byReport = form === "told" ? claims.filter((i) => graph.claims.dated[i] === BY_REPORT).length : 0;
  const all = claims.length === 1 ? "1 claim" : `${claims.length} claims`;
  return byReport ? `${all} (${byReport} dated by the report alone)` : all;
}
