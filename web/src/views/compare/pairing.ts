import { type Graph, NO_DAY } from "../../data/graph";
import { row } from "../../data/ragged";
import { type Numbers, differ } from "./numbers";

/** By what claims are told to be of one thing: one incident, one lasting tie, or only the same type and parties. */
export type PairedBy = "incident" | "situation" | "parties";
/** Why a row is contested: a claim of it is contradicted, the sides differ in factuality, or in numbers. */
export type Reason = "contradicted" | "factuality" | "numbers";
export type Kind = "contested" | "left" | "right" | "alike";

/** What the sides say of one thing; claims in the graph's order. */
export interface PairedRow {
  readonly key: string;
  readonly by: PairedBy;
  readonly kind: Kind;
  readonly reasons: readonly Reason[];
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** The order of the sections: what is contested comes first. */
export const KINDS: readonly Kind[] = ["contested", "left", "right", "alike"];
const REASONS: readonly Reason[] = ["contradicted", "factuality", "numbers"];

type Sides = { by: PairedBy; left: number[]; right: number[] };

/**
 * Set the claims of two sides beside one another, in rows: by incident; claims without one by type and parties. What then
 * stands alone is joined with what the other side says of the same type and parties: it may be another happening, so neither
 * factuality nor numbers make such a row contested.
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
  const key = incident ?? partiesKey(graph, i) ?? graph.claims.path[i]!;
  const known = rows.get(key) ?? { by: incident ? "incident" : "situation", left: [], right: [] };
  rows.set(key, known);
  return known;
}

/** Type and parties of a claim, the same in whatever order they are named on a side; null where it names nobody. */
export function partiesKey({ claims }: Graph, i: number): string | null {
  const side = (of: Uint32Array) => [...new Set(of)].sort((a, b) => a - b).join(",");
  const [doers, others] = [side(row(claims.doers, i)), side(row(claims.others, i))];
  return doers || others ? `${claims.type[i]}|${doers}|${others}` : null;
}

function joinSingles(rows: Map<string, Sides>, graph: Graph): void {
  const singles = new Map<string, string[]>();
  for (const [key, { left, right }] of rows) {
    if (left.length && right.length) continue;
    const parties = partiesKey(graph, (left[0] ?? right[0])!);
    if (parties !== null) singles.set(parties, [...(singles.get(parties) ?? []), key]);
  }
  for (const [parties, keys] of singles) {
    const found = keys.map((key) => rows.get(key)!);
    const [left, right] = [found.flatMap((one) => one.left), found.flatMap((one) => one.right)];
    if (!left.length || !right.length) continue;
    for (const key of keys) rows.delete(key);
    rows.set(`parties ${parties}`, { by: "parties", left: left.sort(byIndex), right: right.sort(byIndex) });
  }
}

function judged(graph: Graph, key: string, { by, left, right }: Sides, numbers: Numbers): PairedRow {
  const reasons: Reason[] = [];
  const isBoth = left.length > 0 && right.length > 0;
  if ([...left, ...right].some((i) => graph.claims.contradicted[i])) reasons.push("contradicted");
  if (isBoth && by !== "parties") {
    if (surety(graph, left) !== surety(graph, right)) reasons.push("factuality");
    if (differ(left.flatMap((i) => numbers.get(i) ?? []), right.flatMap((i) => numbers.get(i) ?? []))) reasons.push("numbers");
  }
  const kind = reasons.length ? "contested" : isBoth ? "alike" : left.length ? "left" : "right";
  return { key, by, kind, reasons, left, right };
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
    const key = graph.claims.incident[i] ?? partiesKey(graph, i);
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
