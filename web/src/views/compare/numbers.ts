import { type SolutionsJson, numberOf } from "../../data/solutions";

/** A number that a claim gives: of what, its words, and the range that they allow. */
export interface Quantity {
  readonly kind: string;
  readonly text: string;
  readonly least: number;
  readonly most: number;
}

export type Numbers = ReadonlyMap<number, readonly Quantity[]>;

/** The most claims that one query names. */
export const MOST_NAMED = 1_000;

export function numbersQuery(iris: readonly string[]): string {
  return `SELECT ?claim ?kind ?text ?value ?minimum ?maximum WHERE {
  VALUES ?claim { ${iris.map((iri) => `<${iri}>`).join(" ")} }
  ?claim ckg:claims/ckg:quantity ?quantity .
  ?quantity ckg:quantityKind ?kind ; ckg:quantityText ?text .
  OPTIONAL { ?quantity ckg:value ?value } OPTIONAL { ?quantity ckg:minimum ?minimum } OPTIONAL { ?quantity ckg:maximum ?maximum }
}`;
}

/** The numbers of claims, whose place *claimAt* tells by IRI. A number without a value or bound says nothing that could differ. */
export function readNumbers(told: SolutionsJson, claimAt: (iri: string) => number | undefined): Map<number, Quantity[]> {
  const found = new Map<number, Quantity[]>();
  for (const { claim, kind, text, value, minimum, maximum } of told.results?.bindings ?? []) {
    const at = claimAt(claim!.value);
    const [exact, least, most] = [numberOf(value), numberOf(minimum), numberOf(maximum)];
    if (at === undefined || (exact === null && least === null && most === null)) continue;
    const quantity = { kind: kind!.value, text: text!.value, least: exact ?? least ?? 0, most: exact ?? most ?? Infinity };
    found.set(at, [...(found.get(at) ?? []), quantity]);
  }
  return found;
}

/** Whether the sides cannot both be right on a number: of a kind that both give, no two ranges meet. "At least ten" and "twelve" do. */
export function differ(left: readonly Quantity[], right: readonly Quantity[]): boolean {
  return [...new Set(left.map(({ kind }) => kind))].some((kind) => {
    const [ours, theirs] = [left, right].map((side) => side.filter((one) => one.kind === kind)) as [Quantity[], Quantity[]];
    return theirs.length > 0 && !ours.some((a) => theirs.some((b) => a.least <= b.most && b.least <= a.most));
  });
}
