import { useCallback, useState } from "preact/hooks";
import type { Address } from "../data/address";
import type { Graph } from "../data/graph";

/** More claims than these make the address too long to pass on; they are shown, and not in the address. */
const IN_ADDRESS = 20;

const TOO_MANY = `More than ${IN_ADDRESS} claims do not fit into the address: a link to this page leads to the view without them.`;

interface Opened {
  readonly claims: readonly number[];
  readonly title: string;
  readonly key: string;
  /** What else a reader must know of it; "" if nothing. */
  readonly note: string;
}

/** The claims whose evidence is shown: those that were opened, or those that the address names. */
export function useOpened(graph: Graph, address: Address, change: (patch: Partial<Address>) => void) {
  const [latest, setLatest] = useState<(Opened & { selected: string }) | null>(null);
  const open = useCallback(
    (claims: Iterable<number>, title: string) => {
      const all = [...claims];
      const selected = all.length > IN_ADDRESS ? [] : all.map((i) => graph.claims.path[i]!);
      setLatest({ claims: all, title, key: `${all.length}:${all[0]}:${all.at(-1)}:${title}`, note: all.length > IN_ADDRESS ? TOO_MANY : "", selected: selected.join(" ") });
      change({ selected });
    },
    [graph, change],
  );
  const close = useCallback(() => {
    setLatest(null);
    change({ selected: [] });
  }, [change]);
  const named = address.selected.join(" ");
  const opened = latest && latest.selected === named ? latest : named ? ofAddress(graph, address) : null;
  return { opened, open, close };
}

function ofAddress(graph: Graph, { selected }: Address): Opened {
  const claims = selected.flatMap((path) => graph.claimAt.get(path) ?? []);
  return { claims, title: claims.length === 1 ? "The chosen claim" : "The chosen claims", key: selected.join(" "), note: missingWords(selected.length - claims.length) };
}

function missingWords(missing: number): string {
  if (!missing) return "";
  return `${missing === 1 ? "1 claim" : `${missing} claims`} that the address names ${missing === 1 ? "is" : "are"} not among those loaded: the graph may have been built anew since, or is not loaded whole.`;
}
