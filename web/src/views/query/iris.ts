import { pageOf as pageOfPath } from "../../data/pages";

/** A form that an answer can be had in: `format=`, what the button says, and the end of the file's name. */
export interface Form {
  readonly format: string;
  readonly label: string;
  readonly suffix: string;
}

/** What the server tells the editor of its store. */
export interface Facts {
  /** What follows it in an IRI has a page of its own. */
  readonly base: string;
  readonly prefixes: Readonly<Record<string, string>>;
  /** What solutions, solutions of bundled queries, and triples can be had in. */
  readonly formats: Readonly<Record<"solutions" | "bundled" | "triples", readonly Form[]>>;
}

const LOCAL_NAME = /^[\p{L}_0-9][\p{L}\p{N}_-]*$/u;

/** The address of the page of *iri*, null where it is none of the store's things. */
export function pageOf(iri: string, { base }: Facts, root: string): string | null {
  if (!iri.startsWith(base) || iri.length === base.length) return null;
  return pageOfPath(root, iri.slice(base.length));
}

/** *iri* with a prefix if there is one for it, else as it is; the longest namespace counts. */
export function shortened(iri: string, { prefixes }: Facts): string {
  let best: [string, string] | null = null;
  for (const [prefix, space] of Object.entries(prefixes))
    if (iri.startsWith(space) && LOCAL_NAME.test(iri.slice(space.length)) && (!best || space.length > best[1].length)) best = [prefix, space];
  return best ? `${best[0]}:${iri.slice(best[1].length)}` : iri;
}

/** *iri* to read: of the store's things the path of their page, else as `shortened`. */
export function namedIri(iri: string, facts: Facts): string {
  return iri.startsWith(facts.base) && iri.length > facts.base.length ? iri.slice(facts.base.length) : shortened(iri, facts);
}
