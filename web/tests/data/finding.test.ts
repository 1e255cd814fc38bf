import { expect, test } from "vitest";
import { findingQuery, readFound } from "../../src/data/finding";

const uri = (value: string) => ({ type: "uri" as const, value });
const answer = (iri: string) => ({ head: {}, results: { bindings: [{ thing: uri(iri), label: { type: "literal" as const, value: "Northford Army" }, claims: { type: "literal" as const, value: "12", datatype: "http://www.w3.org/2001/XMLSchema#integer" } }] } });
const BASE = "https://example.org/id/";

test("what is found has the value that the address has for it", () => {
  expect(readFound(answer(`${BASE}group/army`), "actor", BASE)).toEqual([{ value: "group/army", label: "Northford Army", claims: 12 }]);
  expect(readFound(answer("https://other.example/army"), "actor", BASE)[0]!.value).toBe("https://other.example/army");
  expect(readFound(answer("https://example.org/event-type/Attack"), "type", BASE)[0]!.value).toBe("Attack");
});

test("what is typed stays a text of the query", () => {
  expect(findingQuery("actor", ' The "Army"\\ ')).toContain('CONTAINS(LCASE(?label), "the \\"army\\"\\\\")');
});
