import { labelsApart } from "../../data/apart";
import { addTo } from "../../data/lists";
import type { Graph } from "../../data/graph";
import { actorsOf } from "../../data/parties";

export type SourceKind = "speakers" | "documents";

/** One row or column: a thing or a document by its index, and the claims in it, in the graph's order. */
export interface Line {
  readonly index: number;
  /** Told apart from others of the same label. */
  readonly label: string;
  readonly path: string;
  readonly claims: readonly number[];
}

export interface Cells {
  readonly kind: SourceKind;
  readonly actors: readonly Line[];
  readonly sources: readonly Line[];
  /** The sources that speak of an actor, with their claims about it. */
  readonly about: (actor: number) => ReadonlyMap<number, readonly number[]>;
  /** The claims that a source makes about an actor, by their indices. */
  readonly of: (actor: number, source: number) => readonly number[];
}

const NONE: readonly number[] = [];
const NOBODY: ReadonlyMap<number, readonly number[]> = new Map();

/**
 * What each source claims about each actor; rows and columns with most claims first, then by label.
 *
 * A claim is about an actor where it does something or has it done to it. Actors that one document alone describes
 * ("factions") are in only *withLocal*: no other source can speak of them.
 */
export function cellsOf(graph: Graph, claims: Iterable<number>, kind: SourceKind, withLocal: boolean): Cells {
  const [actors, sources] = [new Map<number, number[]>(), new Map<number, number[]>()];
  const cells = new Map<number, Map<number, number[]>>();
  const labels = labelsApart(graph);
  for (const claim of claims) {
    const source = sourceOf(graph, claim, kind);
    const about = [...actorsOf(graph, claim)].filter((actor) => withLocal || !isLocal(graph, actor));
    if (about.length) addTo(sources, source, claim);
    for (const actor of about) {
      addTo(actors, actor, claim);
      const line = cells.get(actor) ?? new Map<number, number[]>();
      addTo(line, source, claim);
      cells.set(actor, line);
    }
  }
  return {
    kind,
    actors: lines(actors, labels, graph.things.path),
    sources: kind === "speakers" ? lines(sources, labels, graph.things.path) : lines(sources, graph.documents.label, graph.documents.path),
    about: (actor) => cells.get(actor) ?? NOBODY,
    of: (actor, source) => cells.get(actor)?.get(source) ?? NONE,
  };
}

/** Whether only one document describes *actor*: such have their address below the document's. */
export function isLocal(graph: Graph, actor: number): boolean {
  return graph.things.path[actor]!.startsWith("document/");
}

export function sourceOf(graph: Graph, claim: number, kind: SourceKind): number {
  return kind === "speakers" ? graph.claims.speaker[claim]! : graph.claims.document[claim]!;
}

function lines(found: Map<number, number[]>, label: readonly string[], path: readonly string[]): Line[] {
  return [...found]
    .map(([index, claims]) => ({ index, label: label[index]!, path: path[index]!, claims }))
    .sort((a, b) => b.claims.length - a.claims.length || a.label.localeCompare(b.label, "en"));
}
