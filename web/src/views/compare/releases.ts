import type { Graph } from "../../data/graph";

/** What `GET /explore/releases.json` tells of a release. */
export interface Release {
  readonly name: string;
  readonly label: string;
  readonly claims: number;
}

/** Claims by their path, in their graph's order: *gone* counts in the graph of before, the others in that of now. */
export interface ReleaseDifference {
  readonly added: readonly number[];
  readonly gone: readonly number[];
  readonly same: readonly number[];
}

/** What *now* has of *nowClaims* that *before* has not among its own, and the other way round. */
export function differenceOf(before: Graph, beforeClaims: Iterable<number>, now: Graph, nowClaims: Iterable<number>): ReleaseDifference {
  const known = new Set(Array.from(beforeClaims, (i) => before.claims.path[i]!));
  const [added, same]: [number[], number[]] = [[], []];
  for (const i of nowClaims) (known.delete(now.claims.path[i]!) ? same : added).push(i);
  return { added, gone: [...known].map((path) => before.claimAt.get(path)!), same };
}
