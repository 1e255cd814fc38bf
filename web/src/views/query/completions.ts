import type { SolutionsJson } from "../../data/solutions";
import { type Facts, shortened } from "./iris";

/** Classes and properties of the store's ontology, written with prefixes, by their letters. */
export interface Terms {
  readonly classes: readonly string[];
  readonly properties: readonly string[];
}

export const TERMS_QUERY = `SELECT DISTINCT ?term ?kind WHERE {
  { ?term a owl:Class BIND("class" AS ?kind) }
  UNION { VALUES ?of { owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty } ?term a ?of BIND("property" AS ?kind) }
  FILTER(isIRI(?term))
}`;
const MOST = 100;

export function readTerms(told: SolutionsJson, facts: Facts): Terms {
  const of = (kind: string) =>
    (told.results?.bindings ?? []).filter((row) => row.kind?.value === kind).map((row) => written(row.term!.value, facts)).sort();
  return { classes: of("class"), properties: of("property") };
}

function written(iri: string, facts: Facts): string {
  const short = shortened(iri, facts);
  return short === iri ? `<${iri}>` : short;
}

/**
 * The terms that hold what is typed, whatever its capitals; a prefix that is typed must be theirs. Those whose local name
 * begins with it come first.
 */
export function completing(terms: readonly string[], typed: string): string[] {
  const [prefix, local] = parted(typed.trim().toLowerCase());
  const found = terms.filter((term) => {
    const [its, name] = parted(term.toLowerCase());
    return its.startsWith(prefix) && name.includes(local);
  });
  const begins = (term: string) => Number(parted(term.toLowerCase())[1].startsWith(local));
  return found.sort((a, b) => begins(b) - begins(a)).slice(0, MOST);
}

function parted(term: string): [prefix: string, local: string] {
  const colon = term.startsWith("<") ? -1 : term.indexOf(":");
  return [term.slice(0, colon + 1), term.slice(colon + 1)];
}

/** What the editor offers after PREFIX, and writes by itself where a known prefix is typed. */
export function prefixLines({ prefixes }: Facts): string[] {
  return Object.entries(prefixes).map(([prefix, space]) => `${prefix}: <${space}>`).sort();
}
