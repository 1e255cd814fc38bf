import { describe, expect, test } from "vitest";
import { readAddress } from "../../src/data/address";
import { choose } from "../../src/data/filter";
import { graphOf } from "../sample";

const GRAPH = graphOf(
  [
    { doers: ["Army"], others: ["Guard"], places: ["Quay"], from: "2013-01-01", to: "2013-01-10" },
    { doers: ["Guard"], places: ["Northford"], type: "Visit", speaker: "Radio", factuality: "denied", by: "2013-02-01" },
    { doers: ["League"], places: ["Hilltown"], document: "2.txt", from: "2013-03-01" },
    { doers: ["Army"], type: "Alliance" },
  ],
  { Quay: "Northford", Northford: "Shire" },
);
const left = (search: string) => [...choose(GRAPH, readAddress(search)).claims];

describe("the filter", () => {
  test.each([
    ["", [0, 1, 2, 3]],
    ["?actor=thing/Guard", [0, 1]],
    ["?actor=thing/Guard&actor=thing/League", [0, 1, 2]],
    ["?actor=thing/Guard&type=Visit", [1]],
    ["?place=thing/Quay", [0]],
    ["?place=thing/Shire", [0, 1]],
    ["?source=thing/Radio", [1]],
    ["?document=document/2.txt", [2]],
    ["?factuality=denied&factuality=hedged", [1]],
    ["?actor=thing/nobody", []],
  ])("%s leaves %j", (search, claims) => expect(left(search)).toEqual(claims));

  test.each([
    ["?from=2013-01-10&to=2013-01-20", [0, 1], "by 1 February may be any day before"],
    ["?from=2013-01-11", [1, 2], "the first ended the day before"],
    ["?from=2013-02-02&to=2013-02-28", [], "neither reaches into it"],
    ["?from=2020-01-01", [2], "on or after 1 March may be any day since"],
    ["?to=2012-12-31", [1], "only what is open to the past"],
  ])("%s leaves %j: %s", (search, claims) => expect(left(search)).toEqual(claims));

  test("claims without a day are counted where a period leaves them out, and only if all else lets them pass", () => {
    expect(choose(GRAPH, readAddress("?from=2013-01-01")).undatedLeftOut).toBe(1);
    expect(choose(GRAPH, readAddress("?from=2013-01-01&type=Visit")).undatedLeftOut).toBe(0);
    expect(choose(GRAPH, readAddress("")).undatedLeftOut).toBe(0);
  });
});
