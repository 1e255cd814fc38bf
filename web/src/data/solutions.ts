/** A term of an answer, as SPARQL 1.1 Query Results JSON has it (§3.2.2). */
export interface Term {
  readonly type: "uri" | "literal" | "bnode";
  readonly value: string;
  readonly datatype?: string;
  readonly "xml:lang"?: string;
}

export type Row = readonly (Term | null)[];

export interface Rows {
  /** What the server can write it in: solutions, or triples. */
  readonly form: "solutions" | "triples";
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export interface SolutionsJson {
  readonly head: { readonly vars?: readonly string[] };
  readonly boolean?: boolean;
  readonly results?: { readonly bindings: readonly Readonly<Record<string, Term>>[] };
}

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMERIC = new Set(["integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
  "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"].map((name) => XSD + name));
const A_DAY = /^\d{4}-\d{2}-\d{2}(T|Z|[+-]\d|$)/;

/** The rows of *told*; the answer to ASK is a row of one cell. */
export function readSolutions(told: SolutionsJson): Rows {
  if (told.boolean !== undefined) {
    const answer: Term = { type: "literal", value: String(told.boolean), datatype: `${XSD}boolean` };
    return { form: "solutions", columns: ["answer"], rows: [[answer]] };
  }
  const columns = told.head.vars ?? [];
  return { form: "solutions", columns, rows: (told.results?.bindings ?? []).map((row) => columns.map((name) => row[name] ?? null)) };
}

export function numberOf(term: Term | null | undefined): number | null {
  if (!term || term.type !== "literal" || !NUMERIC.has(term.datatype ?? "")) return null;
  const value = Number(term.value);
  return Number.isFinite(value) ? value : null;
}

/** Milliseconds since 1970 of a date, or of a text that is written like one. */
export function timeOf(term: Term | null | undefined): number | null {
  if (!term || term.type !== "literal" || !A_DAY.test(term.value)) return null;
  const time = Date.parse(term.value.slice(0, 10));
  return Number.isNaN(time) ? null : time;
}

export type ColumnKind = "number" | "date" | "label";

/** What a column holds: numbers or dates if all that it has are such, else labels. */
export function columnKind({ rows }: Rows, column: number): ColumnKind {
  const terms = rows.flatMap((row) => row[column] ?? []);
  if (!terms.length) return "label";
  if (terms.every((term) => numberOf(term) !== null)) return "number";
  return terms.every((term) => timeOf(term) !== null) ? "date" : "label";
}

/** *rows* by a column, rows without a value last: numbers by size, else texts by their letters. Equal ones keep their order. */
export function sortedBy({ rows }: Rows, column: number, isDescending: boolean): Row[] {
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [one, other] = [a[column], b[column]];
    if (!one || !other) return Number(!one) - Number(!other);
    const [x, y] = [numberOf(one), numberOf(other)];
    if (x !== null && y !== null) return sign * (x - y);
    return sign * (one.value < other.value ? -1 : one.value > other.value ? 1 : 0);
  });
}
