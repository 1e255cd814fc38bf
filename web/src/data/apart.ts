import type { Graph } from "./graph";

/** The labels of all things, by their index; those of one label that single documents describe are told apart by their files. */
export function labelsApart(graph: Graph): readonly string[] {
  const { label, path } = graph.things;
  const seen = new Map<string, number>();
  for (const one of label) seen.set(one, (seen.get(one) ?? 0) + 1);
  const files = new Map(graph.documents.path.map((document, i) => [document, graph.documents.file[i]!]));
  return label.map((one, i) => {
    const file = seen.get(one)! > 1 ? files.get(path[i]!.split("/").slice(0, 2).join("/")) : undefined;
    return file ? `${one} (in ${file})` : one;
  });
}
