import { expect, test } from "vitest";
import { type BundledQuery, fieldValues, lacking, matchingQueries } from "../../src/views/query/catalogue";
import { markedLine } from "../../src/views/query/markedLine";
import { completing, prefixLines, readTerms } from "../../src/views/query/completions";
import { type Facts, pageOf, shortened } from "../../src/views/query/iris";
import { formsOf, requestOf } from "../../src/views/query/run";

const form = (format: string) => ({ format, label: format, suffix: format });
const FACTS: Facts = { base: "https://example.org/id/", prefixes: { ex: "https://example.org/", term: "https://example.org/term#" }, formats: { solutions: [form("csv")], bundled: [form("csv"), form("parquet")], triples: [form("turtle")] } };
const param = (name: string, more: object) => ({ name, type: "text" as const, description: "", required: false, default: null, example: null, enum: [], ...more });
const QUERY: BundledQuery = {
  name: "who-held", title: "Who held a place", summary: "Who is said to have held it?", description: "", tags: ["places"], columns: [],
  params: [param("place", { required: true }), param("comments", { default: "no", enum: ["no", "yes"] })],
};

test.each([
  ["query:2: is no SPARQL query at column 9; SELECT, ASK, CONSTRUCT or DESCRIBE", 2],
  ["query: cannot be run: error at 12:20: expected one of Prefix not found; a SPARQL 1.1 query", 12],
  ["timeline: has no parameter 'from'; one of: actor", null],
])("the line of %j", (message, line) => expect(markedLine(message)).toBe(line));

test("things of the store have pages, whatever their paths hold; the base and others have none", () => {
  expect(pageOf("https://example.org/id/group/a b?c#d", FACTS, "/kg")).toBe("/kg/page/group/a%20b%3Fc%23d");
  expect(pageOf("https://example.org/id/", FACTS, "")).toBeNull();
  expect(pageOf("https://example.org/other", FACTS, "")).toBeNull();
});

test("an IRI is written with the prefix of its longest namespace, if what follows is a name", () => {
  expect(shortened("https://example.org/term#Claim", FACTS)).toBe("term:Claim");
  expect(shortened("https://example.org/a/b", FACTS)).toBe("https://example.org/a/b");
});

test("completions have the prefix that is typed, and begin with the name before they hold it", () => {
  const terms = ["ex:Claimant", "term:Claim", "term:Reclaim", "<https://other.example/Claim>"];
  expect(completing(terms, "term:cl")).toEqual(["term:Claim", "term:Reclaim"]);
  expect(completing(terms, "claim")).toEqual(["ex:Claimant", "term:Claim", "term:Reclaim", "<https://other.example/Claim>"]);
  expect(completing(terms, "nothing")).toEqual([]);
});

test("terms come from the store's own answer", () => {
  const row = (iri: string, kind: string) => ({ term: { type: "uri" as const, value: iri }, kind: { type: "literal" as const, value: kind } });
  const told = { head: { vars: [] }, results: { bindings: [row("https://example.org/term#Claim", "class"), row("urn:p", "property")] } };
  expect(readTerms(told, FACTS)).toEqual({ classes: ["term:Claim"], properties: ["<urn:p>"] });
  expect(prefixLines(FACTS)).toEqual(["ex: <https://example.org/>", "term: <https://example.org/term#>"]);
});

test("fields hold what is given, else the default; a required one without a value is told", () => {
  expect(fieldValues(QUERY, {})).toEqual({ place: "", comments: "no" });
  expect(lacking(QUERY, fieldValues(QUERY, {}))).toEqual(["place"]);
  expect(lacking(QUERY, fieldValues(QUERY, { place: "Northford" }))).toEqual([]);
});

test("the list is narrowed by every word", () => {
  expect(matchingQueries([QUERY], "HELD places")).toEqual([QUERY]);
  expect(matchingQueries([QUERY], "held allies")).toEqual([]);
});

test("a bundled query is asked by its address without empty parameters, a text in the body", async () => {
  const [address] = requestOf("/kg", { kind: "bundled", name: "who-held", params: { place: "Northford & Co", comments: "" } }, "csv");
  expect(address).toBe("/kg/api/queries/who-held?place=Northford+%26+Co&format=csv");
  const [endpoint, { method, body }] = requestOf("", { kind: "text", text: "ASK {}" });
  expect([endpoint, method, String(body)]).toEqual(["/sparql", "POST", "query=ASK+%7B%7D"]);
});

test("triples, solutions and those of bundled queries have the forms that the server names", () => {
  const text = { kind: "text" as const, text: "ASK {}" };
  const bundled = { kind: "bundled" as const, name: "talks", params: {} };
  const formats = (question: typeof text | typeof bundled, form: "triples" | "solutions") => formsOf(question, { form, columns: [], rows: [] }, FACTS).map(({ format }) => format);
  expect([formats(text, "triples"), formats(bundled, "triples"), formats(text, "solutions"), formats(bundled, "solutions")]).toEqual([["turtle"], ["turtle"], ["csv"], ["csv", "parquet"]]);
});
