import { type Graph, NO_DAY } from "../../data/graph";
import { type Aspect, aspectsApart } from "./aspects";
import { type Numbers, differ } from "./numbers";
import { partiesKey, situationKey } from "./sameness";
import { sharingPlaces } from "./places";

/** By what claims are told to be of one thing: one incident, one lasting state, or only the same type and parties. */
export type PairedBy = "incident" | "situation" | "parties";
/** Why a row is contested: a claim of it is contradicted, the sides differ in factuality, or in numbers. */
export type Reason = "contradicted" | "factuality" | "numbers";
export type Kind = "contested" | "left" | "right" | "perhaps" | "both";

/** What the sides say of one thing; claims in the graph's order. */
export interface PairedRow {
  readonly key: string;
  readonly by: PairedBy;
  readonly kind: Kind;
  readonly reasons: readonly Reason[];
  /** In what else both sides tell it, and tell it otherwise. */
  readonly apart: readonly Aspect[];
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** The order of the sections: what is contested comes first. */
export const KINDS: readonly Kind[] = ["contested", "left", "right", "perhaps", "both"];
const REASONS: readonly Reason[] = ["contradicted", "factuality", "numbers"];

type Sides = { by: PairedBy; left: number[]; right: number[] };

/**
 * Set the claims of two sides beside one another, in rows: by incident; those of a state by type, parties and places; others
 * each by itself. What then stands alone is joined with what the other side says of the same type and parties, and of a
 * place in common where both name any: it is perhaps the same, so neither factuality nor numbers make such a row contested.
 */
export function pairUp(graph: Graph, left: Iterable<number>, right: Iterable<number>, numbers: Numbers): PairedRow[] {
  const rows = new Map<string, Sides>();
  for (const i of left) sidesFor(rows, graph, i).left.push(i);
  for (const i of right) sidesFor(rows, graph, i).right.push(i);
  joinSingles(rows, graph);
  return [...rows].map(([key, sides]) => judged(graph, key, sides, numbers)).sort(inOrder(graph));
}

function sidesFor(rows: Map<string, Sides>, graph: Graph, i: number): Sides {
  const incident = graph.claims.incident[i];
  const situation = incident ? null : situationKey(graph, i);
  const key = incident ?? situation ?? graph.claims.path[i]!;
  const known = rows.get(key) ?? { by: incident ? "incident" : situation ? "situation" : "parties", left: [], right: [] };
  rows.set(key, known);
  return known;
}

function joinSingles(rows: Map<string, Sides>, graph: Graph): void {
  const singles = new Map<string, string[]>();
  for (const [key, { left, right }] of rows) {
    if (left.length && right.length) continue;
    const parties = partiesKey(graph, (left[0] ?? right[0])!);
    if (parties === null) continue;
    const known = singles.get(parties);
    if (known) known.push(key);
    else singles.set(parties, [key]);
  }
  for (const [parties, keys] of singles)
    sharingPlaces(graph, keys, (key) => [...rows.get(key)!.left, ...rows.get(key)!.right]).forEach((group, n) => {
      const found = group.map((key) => rows.get(key)!);
      const [left, right] = [found.flatMap((one) => one.left), found.flatMap((one) => one.right)];
      if (!left.length || !right.length) return;
      for (const key of group) rows.delete(key);
      rows.set(`parties ${parties} ${n}`, { by: "parties", left: left.sort(byIndex), right: right.sort(byIndex) });
    });
}

function judged(graph: Graph, key: string, { by, left, right }: Sides, numbers: Numbers): PairedRow {
  const reasons: Reason[] = [];
  const isBoth = left.length > 0 && right.length > 0;
  if ([...left, ...right].some((i) => graph.claims.contradicted[i])) reasons.push("contradicted");
  if (isBoth && by !== "parties") {
    if (surety(graph, left) !== surety(graph, right)) reasons.push("factuality");
    if (differ(left.flatMap((i) => numbers.get(i) ?? []), right.flatMap((i) => numbers.get(i) ?? []))) reasons.push("numbers");
  }
  const kind = reasons.length ? "contested" : !isBoth ? (left.length ? "left" : "right") : by === "parties" ? "perhaps" : "both";
  return { key, by, kind, reasons, apart: isBoth ? aspectsApart(graph, left, right) : [], left, right };
}

function surety({ claims }: Graph, of: readonly number[]): string {
  return [...new Set(of.map((i) => claims.factuality[i]!))].sort(byIndex).join();
}

/** By kind, then contradicted ones, those that both sides speak of, the first day, and the place in the graph. */
function inOrder(graph: Graph): (a: PairedRow, b: PairedRow) => number {
  const first = ({ left, right }: PairedRow) => (left[0] ?? right[0])!;
  const rank = ({ reasons }: PairedRow) => (reasons.length ? REASONS.indexOf(reasons[0]!) : 0);
  const alone = ({ left, right }: PairedRow) => Number(!left.length || !right.length);
  return (a, b) =>
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || alone(a) - alone(b) || rank(a) - rank(b) || firstDay(graph, a) - firstDay(graph, b) || first(a) - first(b);
}

function firstDay({ claims }: Graph, { left, right }: PairedRow): number {
  const days = [...left, ...right].map((i) => (claims.notBefore[i] === NO_DAY ? claims.notAfter[i]! : claims.notBefore[i]!));
  const known = days.filter((day) => day !== NO_DAY);
  return known.length ? Math.min(...known) : Number.MAX_SAFE_INTEGER;
}

function byIndex(a: number, b: number): number {
  return a - b;
}

/** The claims that both a side and another speak of: to find sides worth comparing. Pairs with most in common first. */
export function speakingOfTheSame(graph: Graph, claims: Iterable<number>, sideOf: (i: number) => string, most: number): [string, string, number][] {
  const sides = new Map<string, Set<string>>();
  for (const i of claims) {
    const key = graph.claims.incident[i] ?? situationKey(graph, i) ?? partiesKey(graph, i);
    if (key !== null) sides.set(key, (sides.get(key) ?? new Set()).add(sideOf(i)));
  }
  const pairs = new Map<string, [string, string, number]>();
  for (const of of sides.values()) {
    const all = [...of].sort().slice(0, MOST_SIDES);
    all.forEach((a, at) => all.slice(at + 1).forEach((b) => pairs.set(`${a} ${b}`, [a, b, (pairs.get(`${a} ${b}`)?.[2] ?? 0) + 1])));
  }
  return [...pairs.values()].sort((a, b) => b[2] - a[2] || (a[0] + a[1] < b[0] + b[1] ? -1 : 1)).slice(0, most);
}

/** What more speak of than these gives too many pairs to be of use. */
const MOST_SIDES = 40;
