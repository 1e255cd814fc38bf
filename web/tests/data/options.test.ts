import { expect, test } from "vitest";
import { matching, optionsOf } from "../../src/data/options";
import { graphOf } from "../sample";

const labels = (options: readonly { label: string; claims: number }[]) => options.map(({ label, claims }) => `${label} ${claims}`);

test("a filter offers what claims name, the most frequent first, as actors only actors, and counts a claim once", () => {
  const graph = graphOf([{ doers: ["Army", "Guard"], others: ["Guard", "Bridge"], places: ["Quay"] }, { others: ["Guard"], places: ["Shire"] }], { Quay: "Shire" }, { Army: { role: "actor" }, Guard: { role: "actor" } });
  const options = optionsOf(graph);
  expect(labels(options.actor)).toEqual(["Guard 2", "Army 1"]);
  expect(labels(options.place)).toEqual(["Shire 2", "Quay 1"]);
  expect(labels(options.source)).toEqual(["Courier 2"]);
});

test.each([
  ["ara", ["Arâ Guard"]],
  ["guard north", ["Northern Guard"]],
  ["nor", ["Northern Guard", "Elinor"]],
  ["  ", ["Elinor", "Northern Guard", "Arâ Guard"]],
  ["zzz", []],
])("%j finds %j", (typed, found) => {
  const options = ["Elinor", "Northern Guard", "Arâ Guard"].map((label) => ({ value: label, label, claims: 1 }));
  expect(matching(options, typed).map(({ label }) => label)).toEqual(found);
});
