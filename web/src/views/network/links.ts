import type { Day, Tie } from "../../data/contract";
import { type Graph, NO_DAY, UNDATED } from "../../data/graph";
import { isActor } from "../../data/parties";
import { row } from "../../data/ragged";
import { turns } from "./states";

export type Kind = Exclude<Tie, "holding">;
export const KINDS: readonly Kind[] = ["hostile", "friendly", "belonging", "leading"];

interface Between {
  /** Things: who is hostile, allied, a member or a leader, and to whom; where both are the same to each other, a < b. */
  readonly a: number;
  readonly b: number;
  readonly kind: Kind;
}

/** A consolidated tie with those of its claims that pass the filter, also those that deny it. */
export interface TieLink extends Between {
  readonly tie: number;
  readonly claims: readonly number[];
}

/** A claim that says something of two actors; first and last day are null where no day is known, the last Infinity where what is told of may come any day after the first. */
export interface ClaimLink extends Between {
  readonly claim: number;
  readonly first: Day | null;
  readonly last: Day | null;
  /** Whether it is among the claims of a tie of these two. */
  readonly isOfTie: boolean;
}

export interface Links {
  readonly ties: readonly TieLink[];
  readonly claims: readonly ClaimLink[];
  /** Claims of these kinds that name no two actors, or not which of them stand on which side. */
  readonly unpaired: number;
}

/** What *chosen* claims say of two actors each: by the ties that rest on them, and by themselves. */
export function linksOf(graph: Graph, chosen: Uint32Array): Links {
  const passes = new Uint8Array(graph.claims.length);
  for (const claim of chosen) passes[claim] = 1;
  const ties = tieLinks(graph, passes);
  return { ties, ...claimLinks(graph, chosen, ties) };
}

function tieLinks(graph: Graph, passes: Uint8Array): TieLink[] {
  const { ties } = graph;
  const links: TieLink[] = [];
  for (let i = 0; i < ties.path.length; i++) {
    const kind = ties.tie[i]!;
    const between = kind === "holding" ? null : ordered(graph, ties.a[i]!, ties.b[i]!, kind);
    if (!between) continue;
    const claims = [...new Set([...ties.claims[i]!, ...ties.disputed[i]!])].filter((claim) => passes[claim]);
    if (claims.length) links.push({ ...between, tie: i, claims });
  }
  return links;
}

/**
 * Of hostile and friendly claims each, of others those that no tie rests on (they would be drawn twice).
 * The parties of one side are never paired with one another: who fight together are no enemies.
 */
function claimLinks(graph: Graph, chosen: Uint32Array, ties: readonly TieLink[]): Pick<Links, "claims" | "unpaired"> {
  const resting = new Map<number, TieLink[]>();
  for (const link of ties) for (const claim of link.claims) resting.set(claim, [...(resting.get(claim) ?? []), link]);
  const links: ClaimLink[] = [];
  let unpaired = 0;
  for (const claim of chosen) {
    const kind = graph.types.tie[graph.claims.type[claim]!];
    if (!kind || kind === "holding") continue;
    const ofTies = resting.get(claim) ?? [];
    const isAct = kind === "hostile" || kind === "friendly";
    if (!isAct && ofTies.length) continue;
    const pairs = pairsOf(graph, claim, kind, ofTies);
    if (!pairs.length) unpaired++;
    const days = daysOf(graph, claim);
    for (const pair of pairs) links.push({ ...pair, claim, ...days, isOfTie: ofTies.some((link) => isSame(link, pair)) });
  }
  return { claims: links, unpaired };
}

function pairsOf(graph: Graph, claim: number, kind: Kind, ofTies: readonly TieLink[]): Between[] {
  const [doers, others] = [[...row(graph.claims.doers, claim)], [...row(graph.claims.others, claim)]];
  const type = graph.claims.type[claim]!;
  const isBackward = graph.types.backward[type]!;
  const found = doers.flatMap((a) => others.map((b) => (isBackward ? ordered(graph, b, a, kind) : ordered(graph, a, b, kind))));
  if (graph.types.relation[type] === "mutual")
    found.push(...doers.flatMap((a, i) => doers.slice(i + 1).map((b) => ordered(graph, a, b, kind))));
  found.push(...ofTies.filter((link) => link.kind === kind).map(({ a, b }) => ({ a, b, kind })));
  return [...new Map(found.filter((pair) => pair !== null).map((pair) => [`${pair.a}|${pair.b}`, pair])).values()];
}

function ordered(graph: Graph, a: number, b: number, kind: Kind): Between | null {
  if (a === b || !isActor(graph, a) || !isActor(graph, b)) return null;
  return isMutual(kind) && a > b ? { a: b, b: a, kind } : { a, b, kind };
}

export function isMutual(kind: Kind): boolean {
  return kind === "hostile" || kind === "friendly";
}

function isSame(one: Between, other: Between): boolean {
  return one.a === other.a && one.b === other.b && one.kind === other.kind;
}

function daysOf({ claims }: Graph, i: number): { first: Day | null; last: Day | null } {
  if (claims.dated[i] === UNDATED) return { first: null, last: null };
  const [first, last] = [claims.notBefore[i]!, claims.notAfter[i]!];
  return { first: first === NO_DAY ? last : first, last: last === NO_DAY ? Infinity : last };
}

/** How many claims tie each actor to others; who has none is not in it. */
export function claimsByActor(links: Links): Map<number, number> {
  const claims = new Map<number, Set<number>>();
  const add = (actor: number, claim: number) => claims.set(actor, (claims.get(actor) ?? new Set()).add(claim));
  for (const { a, b, claims: all } of links.ties) for (const claim of all) add(a, claim), add(b, claim);
  for (const { a, b, claim } of links.claims) add(a, claim), add(b, claim);
  return new Map([...claims].map(([actor, all]) => [actor, all.size]));
}

/** The *most* actors with most claims (then by label), those of *always* first. */
export function mostTied(graph: Graph, counts: ReadonlyMap<number, number>, most: number, always: ReadonlySet<number>): number[] {
  const rank = (actor: number) => (always.has(actor) ? Infinity : counts.get(actor)!);
  const { label } = graph.things;
  return [...counts.keys()].sort((a, b) => (rank(a) === rank(b) ? (label[a]! < label[b]! ? -1 : 1) : rank(b) - rank(a))).slice(0, most);
}

/** The days on which what is drawn can change by what is told, in order: those of ties, and the first and last of claims. */
export function tieDays(graph: Graph, links: Links): Day[] {
  return sorted(links.ties.flatMap(({ tie }) => turns(graph.ties, tie)));
}

export function claimDays(links: Links): Day[] {
  return sorted(links.claims.flatMap(({ first, last }) => [first, last]).filter((day): day is Day => day !== null && day !== Infinity));
}

function sorted(days: readonly Day[]): Day[] {
  return [...new Set(days)].sort((a, b) => a - b);
}
