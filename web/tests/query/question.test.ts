import { expect, test } from "vitest";
import { readAddress, writeAddress } from "../../src/data/address";
import { AS_TABLE, LONGEST_IN_SEARCH, type Question, type Shown, isSame, readQuestion, readShown, writeLink } from "../../src/views/query/question";

const BUNDLED: Question = { kind: "bundled", name: "allies", params: { actor: "Northford Army", comments: "yes" } };
const CHART: Shown = { as: "chart", mark: "bar", label: "when", number: "" };


function followed(question: Question | null, shown: Shown = AS_TABLE) {
  const { own, fragment } = writeLink(question, shown);
  const search = writeAddress({ ...readAddress("?actor=group/other&from=2014-01-01"), own });
  const link = { own: readAddress(search).own, fragment };
  return { search, fragment, question: readQuestion(link), shown: readShown(link) };
}

test.each<[string, Question]>([
  ["a bundled query with its parameters", BUNDLED],
  ["a text with all that an address must escape", { kind: "text", text: "SELECT * # 100 %\nWHERE { ?s ?p \"a&b=c+d\" }" }],
  ["a text too long for the search part", { kind: "text", text: `# ${"é&#% ".repeat(400)}\nASK {}` }],
])("a link brings back %s", (_, question) => {
  const { question: found, shown } = followed(question, CHART);
  expect(found).toEqual(question);
  expect(shown).toEqual(CHART);
});

test("a long text is in the fragment alone, a short one in the search part", () => {
  const long = followed({ kind: "text", text: "x".repeat(LONGEST_IN_SEARCH + 1) });
  expect(long.search).not.toContain("xxx");
  expect(long.fragment).toContain("xxx");
  expect(followed({ kind: "text", text: "ASK {}" }).fragment).toBe("");
});

test("parameters of a query are none of the filters that go along from view to view", () => {
  const { search } = followed(BUNDLED);
  const address = readAddress(search);
  expect(address.actor).toEqual(["group/other"]);
  expect(readQuestion({ own: address.own, fragment: "" })).toEqual(BUNDLED);
});

test("nothing asked is nothing read", () => {
  expect(followed(null).question).toBeNull();
  expect(followed(null).shown).toEqual(AS_TABLE);
});

test("questions are the same whatever the order of parameters and empty ones", () => {
  expect(isSame(BUNDLED, { ...BUNDLED, params: { document: "", comments: "yes", actor: "Northford Army" } })).toBe(true);
  expect(isSame(BUNDLED, { ...BUNDLED, params: { actor: "Northford Army" } })).toBe(false);
  expect(isSame(null, { kind: "text", text: "ASK {}" })).toBe(false);
});
