import type { Graph } from "../../data/graph";

/** What is set side by side: what two sources say, what two documents hold, or two releases of the graph. */
export const WAYS = ["source", "document", "release"] as const;
export type Way = (typeof WAYS)[number];

export interface Compared {
  readonly by: Way;
  /** Paths of things or documents; "" where none is chosen. */
  readonly left: string;
  readonly right: string;
  /** Of two releases: the path of the chosen claim of the one beside. */
  readonly beside: string;
}

export function readCompared(own: Readonly<Record<string, string>>): Compared {
  const by = WAYS.find((way) => way === own.by) ?? "source";
  return { by, left: own.left ?? "", right: own.right ?? "", beside: own.beside ?? "" };
}

export function writeCompared({ by, left, right, beside }: Compared): Record<string, string> {
  if (by === "release") return { by, ...(beside && { beside }) };
  return { by, ...(left && { left }), ...(right && { right }) };
}

/** The path of who says claim *i*, or of the document that holds it. */
export function sideOf(graph: Graph, by: Way, i: number): string {
  return by === "document" ? graph.documents.path[graph.claims.document[i]!]! : graph.things.path[graph.claims.speaker[i]!]!;
}

export function sideLabel(graph: Graph, by: Way, path: string): string {
  const label = by === "document" ? graph.documents.label[graph.documentAt.get(path) ?? -1] : graph.things.label[graph.thingAt.get(path) ?? -1];
  return label ?? `${path} (not in this store)`;
}
