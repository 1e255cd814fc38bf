import { loadJson } from "./load";
import type { Option } from "./options";
import { askSolutions } from "./sparql";
import { type SolutionsJson, numberOf } from "./solutions";

/** What a part of a graph that is too large to be had whole can be chosen by. */
export const FINDABLE = ["actor", "place", "type", "source", "document"] as const;
export type Findable = (typeof FINDABLE)[number];

/** At most so many are found at once. */
export const FOUND = 20;

/** Which claims are of ?thing, as the server's own filter of the name has it. */
const OF: Readonly<Record<Findable, string>> = {
  actor: "VALUES ?top { ckg:actor ckg:recipient } ?role rdfs:subPropertyOf* ?top . ?content ?role ?thing . ?claim ckg:claims ?content .",
  place: "?role rdfs:subPropertyOf* ckg:location . ?inner ckg:within* ?thing . ?content ?role ?inner . ?claim ckg:claims ?content .",
  type: "?content ckg:eventType ?thing . ?claim ckg:claims ?content .",
  source: "?claim ckg:claimedBy ?thing ; ckg:claims ?content .",
  document: "?paragraph ckg:inDocument ?thing . ?claim prov:wasDerivedFrom ?paragraph ; ckg:claims ?content .",
};
const CALLED: Readonly<Record<Findable, string>> = {
  actor: "?thing rdfs:label ?label", place: "?thing rdfs:label ?label", source: "?thing rdfs:label ?label", type: "?thing skos:prefLabel ?label",
  document: "?thing ckg:fileName ?file OPTIONAL { ?thing dcterms:title ?title } BIND(COALESCE(?title, ?file) AS ?label)",
};

/** Asks what is called by *typed* (case does not count; "" is in every name), with how many claims; the most frequent first. */
export function findingQuery(name: Findable, typed: string): string {
  const text = JSON.stringify(typed.trim().toLowerCase());
  return `SELECT ?thing ?label (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ${OF[name]}
  ${CALLED[name]} FILTER(CONTAINS(LCASE(?label), ${text}))
} GROUP BY ?thing ?label ORDER BY DESC(?claims) ?label LIMIT ${FOUND}`;
}

export async function find(root: string, name: Findable, typed: string, signal: AbortSignal): Promise<Option[]> {
  const { base } = await loadJson<{ base: string }>(`${root}/explore/editor.json`, undefined, signal);
  return readFound(await askSolutions(root, findingQuery(name, typed), signal), name, base);
}

/** The options of an answer, with the values that the address has for them; *base* is what paths stand behind. */
export function readFound(told: SolutionsJson, name: Findable, base: string): Option[] {
  const valueOf = (iri: string) => {
    if (name === "type") return iri.slice(iri.lastIndexOf("/") + 1);
    return iri.startsWith(base) ? iri.slice(base.length) : iri;
  };
  return (told.results?.bindings ?? []).map(({ thing, label, claims }) => ({ value: valueOf(thing!.value), label: label!.value, claims: numberOf(claims) ?? 0 }));
}
