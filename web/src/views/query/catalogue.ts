/** What `GET /api/queries` lists. */
export interface Param {
  readonly name: string;
  readonly type: "thing" | "text" | "date" | "number";
  readonly description: string;
  readonly required: boolean;
  readonly default: string | null;
  readonly example: string | null;
  readonly enum: readonly string[];
}

export interface BundledQuery {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly params: readonly Param[];
  readonly columns: readonly { readonly name: string; readonly description: string }[];
}

/** *queries* that have every word of *typed* in their name, title, summary or tags. */
export function matchingQueries(queries: readonly BundledQuery[], typed: string): BundledQuery[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return queries.filter(({ name, title, summary, tags }) => {
    const text = [name, title, summary, ...tags].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What each field of *query* holds: what *given* says, else the default, else nothing. */
export function fieldValues(query: BundledQuery, given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(query.params.map((param) => [param.name, given[param.name] ?? param.default ?? ""]));
}

/** The required parameters that have no value. */
export function lacking(query: BundledQuery, values: Readonly<Record<string, string>>): string[] {
  return query.params.filter((param) => param.required && !values[param.name]).map((param) => param.name);
}
