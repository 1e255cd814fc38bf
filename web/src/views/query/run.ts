import { reach } from "../../data/load";
import { type Rows, type SolutionsJson, readSolutions } from "../../data/solutions";
import type { Facts, Form } from "./iris";
import type { Question } from "./question";

/** An answer, what names in the parameters were taken for ("" for nothing), and how long it took. */
export interface Answered {
  readonly rows: Rows;
  readonly takenFor: string;
  readonly seconds: number;
}

export function formsOf(question: Question, { form }: Rows, { formats }: Facts): readonly Form[] {
  return formats[form === "solutions" && question.kind === "bundled" ? "bundled" : form];
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
  return reach(address, { ...init, headers: { Accept: accept }, signal });
}
