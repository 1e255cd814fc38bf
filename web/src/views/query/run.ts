import { LoadError, complaint } from "../../data/load";
import { type Rows, type SolutionsJson, readSolutions } from "../../data/solutions";
import type { Question } from "./question";

/** An answer, what names in the parameters were taken for ("" for nothing), and how long it took. */
export interface Answered {
  readonly rows: Rows;
  readonly takenFor: string;
  readonly seconds: number;
}

/** A form that an answer can be had in: `format=`, what the button says, and the end of the file's name. */
export interface Form {
  readonly format: string;
  readonly label: string;
  readonly suffix: string;
}

const SOLUTIONS: readonly Form[] = [
  { format: "csv", label: "CSV", suffix: "csv" },
  { format: "tsv", label: "TSV", suffix: "tsv" },
  { format: "json", label: "SPARQL JSON", suffix: "srj" },
  { format: "xml", label: "SPARQL XML", suffix: "srx" },
  { format: "jsonl", label: "JSON Lines", suffix: "jsonl" },
  { format: "markdown", label: "Markdown", suffix: "md" },
];
const BUNDLED_ONLY: readonly Form[] = [
  { format: "json-rows", label: "JSON", suffix: "json" },
  { format: "parquet", label: "Parquet", suffix: "parquet" },
  { format: "arrow", label: "Arrow", suffix: "arrow" },
];
const TRIPLES: readonly Form[] = [
  { format: "turtle", label: "Turtle", suffix: "ttl" },
  { format: "ntriples", label: "N-Triples", suffix: "nt" },
  { format: "jsonld", label: "JSON-LD", suffix: "jsonld" },
  { format: "rdfxml", label: "RDF/XML", suffix: "rdf" },
  { format: "trig", label: "TriG", suffix: "trig" },
  { format: "nquads", label: "N-Quads", suffix: "nq" },
];

export function formsOf(question: Question, { form }: Rows): readonly Form[] {
  if (form === "triples") return TRIPLES;
  return question.kind === "bundled" ? [...SOLUTIONS, ...BUNDLED_ONLY] : SOLUTIONS;
}

/** The request that asks *question*: bundled ones by their address, a text of any length in the body. */
export function requestOf(root: string, question: Question, format = ""): [string, RequestInit] {
  if (question.kind === "bundled") {
    const given = new URLSearchParams(Object.entries(question.params).filter(([, value]) => value));
    if (format) given.set("format", format);
    const search = given.toString();
    return [`${root}/api/queries/${encodeURIComponent(question.name)}${search && `?${search}`}`, {}];
  }
  const body = new URLSearchParams({ query: question.text, ...(format && { format }) });
  return [`${root}/sparql`, { method: "POST", body }];
}

/** Ask the server. Throws LoadError with its own words, and what fetch throws where *signal* stops it. */
export async function run(root: string, question: Question, signal: AbortSignal): Promise<Answered> {
  const begun = performance.now();
  const response = await ask(root, question, "application/sparql-results+json, application/n-triples", "", signal);
  const isTriples = response.headers.get("Content-Type")?.startsWith("application/n-triples");
  const rows = isTriples ? (await import("./triples")).readTriples(await response.text()) : readSolutions((await response.json()) as SolutionsJson);
  return { rows, takenFor: decodeURIComponent(response.headers.get("KG-Taken-For") ?? ""), seconds: (performance.now() - begun) / 1000 };
}

/** The answer as a file. Throws as `run` does. */
export async function download(root: string, question: Question, form: Form, signal: AbortSignal): Promise<Blob> {
  return (await ask(root, question, "*/*", form.format, signal)).blob();
}

/** The bundled query with its parameters, as a text of SPARQL. Throws as `run` does. */
export async function asSparql(root: string, question: Question, signal: AbortSignal): Promise<string> {
  return (await ask(root, question, "*/*", "sparql", signal)).text();
}

async function ask(root: string, question: Question, accept: string, format: string, signal: AbortSignal): Promise<Response> {
  const [address, init] = requestOf(root, question, format);
  let response: Response;
  try {
    response = await fetch(address, { ...init, headers: { Accept: accept }, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new LoadError("The server cannot be reached; it may have been stopped");
  }
  if (!response.ok) throw new LoadError(await complaint(response));
  return response;
}
