import { toldDays } from "../../data/days";
import { FACTUALITIES, type Graph } from "../../data/graph";
import { type Ragged, row } from "../../data/ragged";

/** What `GET /explore/releases.json` tells of a release. */
export interface Release {
  readonly name: string;
  readonly label: string;
  readonly claims: number;
}

/** One aspect of a claim that the releases tell differently, each in words. */
export interface Difference {
  readonly what: string;
  readonly here: string;
  readonly beside: string;
}

/** One claim as either release has it; *differences* is empty where they tell it alike. */
export interface ClaimPair {
  readonly here: number;
  readonly beside: number;
  readonly differences: readonly Difference[];
}

/** Claims in their graph's order, what is contradicted first: *here* and *beside* are those of one release alone. */
export interface ReleaseDifference {
  readonly changed: readonly ClaimPair[];
  readonly here: readonly number[];
  readonly beside: readonly number[];
  readonly same: readonly ClaimPair[];
}

/** The parties of a claim of which so many are in common are the same parties, if its type was read otherwise. */
const MOST_PARTIES = 0.5;

/**
 * Compare the claims of two releases. A claim is the same where its path is; and, of what is left, where file, paragraph and
 * type are the same, or file, paragraph and at least half of the parties: the likest pair first, no claim in two.
 * Which release is the older one nobody tells.
 */
export function differenceOf(here: Graph, hereClaims: Iterable<number>, beside: Graph, besideClaims: Iterable<number>): ReleaseDifference {
  const left = new Map(Array.from(besideClaims, (i) => [beside.claims.path[i]!, i]));
  const pairs: [number, number][] = [];
  const alone: number[] = [];
  for (const i of hereClaims) {
    const other = left.get(here.claims.path[i]!);
    if (other === undefined) alone.push(i);
    else pairs.push([i, other]);
    left.delete(here.claims.path[i]!);
  }
  const matched = matches(here, alone, beside, [...left.values()]);
  const [ours, theirs] = [new Set(matched.map(([i]) => i)), new Set(matched.map(([, j]) => j))];
  const all = [...pairs, ...matched].sort((a, b) => a[0] - b[0]).map(([i, j]): ClaimPair => ({ here: i, beside: j, differences: seenOrUnseen(here, i, beside, j) }));
  const contested = ({ here: i, beside: j }: ClaimPair) => Math.max(here.claims.contradicted[i]!, beside.claims.contradicted[j]!);
  return {
    changed: all.filter((pair) => pair.differences.length).sort((a, b) => contested(b) - contested(a) || Number(isUnseen(a)) - Number(isUnseen(b))),
    here: contestedFirst(here, alone.filter((i) => !ours.has(i))),
    beside: contestedFirst(beside, [...left.values()].filter((j) => !theirs.has(j))),
    same: all.filter((pair) => !pair.differences.length),
  };
}

/** What is told alike at another path differs in what the columns have not. */
const UNSEEN = "words, numbers or offsets, which are not compared here: another path";

function seenOrUnseen(here: Graph, i: number, beside: Graph, j: number): Difference[] {
  const seen = differences(here, i, beside, j);
  const [ours, theirs] = [here.claims.path[i]!, beside.claims.path[j]!];
  return seen.length || ours === theirs ? seen : [{ what: UNSEEN, here: ours, beside: theirs }];
}

function isUnseen({ differences: [first] }: ClaimPair): boolean {
  return first?.what === UNSEEN;
}

function contestedFirst({ claims }: Graph, of: readonly number[]): number[] {
  return [...of].sort((a, b) => claims.contradicted[b]! - claims.contradicted[a]! || a - b);
}

function matches(here: Graph, ours: readonly number[], beside: Graph, theirs: readonly number[]): [number, number][] {
  const at = (graph: Graph, i: number) => `${graph.claims.paragraph[i]} ${graph.documents.file[graph.claims.document[i]!]}`;
  const near = new Map<string, number[]>();
  for (const j of theirs) {
    const known = near.get(at(beside, j));
    if (known) known.push(j);
    else near.set(at(beside, j), [j]);
  }
  const possible = ours.flatMap((i) => (near.get(at(here, i)) ?? []).flatMap((j) => {
    const likeness = likenessOf(here, i, beside, j);
    return likeness > 0 ? [[likeness, i, j] as const] : [];
  }));
  const [mine, others] = [new Set<number>(), new Set<number>()];
  const found: [number, number][] = [];
  for (const [, i, j] of possible.sort((a, b) => b[0] - a[0] || a[1] - b[1] || a[2] - b[2])) {
    if (mine.has(i) || others.has(j)) continue;
    mine.add(i);
    others.add(j);
    found.push([i, j]);
  }
  return found;
}

/** How many aspects agree, the type and the share of parties first; 0 where the two cannot be one claim. */
function likenessOf(here: Graph, i: number, beside: Graph, j: number): number {
  const isOfType = typeName(here, i) === typeName(beside, j);
  const parties = shared(partiesOf(here, i), partiesOf(beside, j));
  if (!isOfType && parties < MOST_PARTIES) return 0;
  return 20 * Number(isOfType) + 20 * parties + (ASPECTS.length - differences(here, i, beside, j).length) + 1;
}

function partiesOf(graph: Graph, i: number): Set<string> {
  return new Set([...row(graph.claims.doers, i), ...row(graph.claims.others, i)].map((thing) => graph.things.path[thing]!));
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const most = Math.max(a.size, b.size);
  return most ? [...a].filter((one) => b.has(one)).length / most : 0;
}

function typeName({ types, claims }: Graph, i: number): string {
  return types.name[claims.type[i]!]!;
}

/** What of a claim can differ: what it is called, what is compared, and in what words it is told. */
interface Compared {
  readonly what: string;
  readonly key: (graph: Graph, i: number) => string;
  readonly told: (graph: Graph, i: number) => string;
}

const word = (what: string, told: Compared["told"]): Compared => ({ what, key: told, told });
const things = (what: string, of: (graph: Graph) => Ragged): Compared => ({
  what,
  key: (graph, i) => Array.from(row(of(graph), i), (thing) => graph.things.path[thing]!).sort().join(" "),
  told: (graph, i) => Array.from(row(of(graph), i), (thing) => graph.things.label[thing]!).join(", ") || "nobody named",
});

const ASPECTS: readonly Compared[] = [
  word("factuality", ({ claims }, i) => FACTUALITIES[claims.factuality[i]!]!),
  { what: "type", key: typeName, told: ({ types, claims }, i) => types.label[claims.type[i]!]! },
  things("who does it", ({ claims }) => claims.doers),
  things("the other side", ({ claims }) => claims.others),
  { ...things("place", ({ claims }) => claims.places), told: ({ claims, things: { label } }, i) => Array.from(row(claims.places, i), (place) => label[place]!).join(", ") || "no place named" },
  word("days", ({ claims }, i) => toldDays(claims, i) || "no day"),
  { what: "who says it", key: ({ things, claims }, i) => things.path[claims.speaker[i]!]!, told: ({ things, claims }, i) => things.label[claims.speaker[i]!]! },
  word("voice", ({ claims }, i) => (claims.comment[i] ? "a reader’s comment" : "the report")),
  word("standing", ({ claims }, i) => (claims.contradicted[i] ? "contradicted by another claim" : "not contradicted")),
];

function differences(here: Graph, i: number, beside: Graph, j: number): Difference[] {
  return ASPECTS.filter(({ key }) => key(here, i) !== key(beside, j)).map(({ what, key, told }) => {
    const [ours, theirs] = [told(here, i), told(beside, j)];
    // Two things of one name are told apart by their paths.
    return ours === theirs ? { what, here: key(here, i), beside: key(beside, j) } : { what, here: ours, beside: theirs };
  });
}
