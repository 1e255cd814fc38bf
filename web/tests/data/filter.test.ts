import { describe, expect, test } from "vitest";
import { readAddress } from "../../src/data/address";
import { choose } from "../../src/data/filter";
import { toldPeriod } from "../../src/data/period";
import { graphOf } from "../sample";

const GRAPH = graphOf(
  [
    { doers: ["Army"], others: ["Guard"], places: ["Quay"], from: "2013-01-01", to: "2013-01-10" },
    { doers: ["Guard"], places: ["Northford"], type: "Visit", speaker: "Radio", factuality: "denied", by: "2013-02-01" },
    { doers: ["League"], places: ["Hilltown"], document: "2.txt", from: "2013-03-01" },
    { doers: ["Army"], others: ["Talks"], type: "Alliance" },
    { doers: ["Army"], after: "2013-02-10", factuality: "intended" },
    { doers: ["League"], held: "2013-02-12" },
  ],
  { Quay: "Northford", Northford: "Shire" },
  Object.fromEntries(["Army", "Guard", "League"].map((name) => [name, { role: "actor" }])),
);
const left = (search: string) => [...choose(GRAPH, readAddress(search)).claims];

describe("the filter", () => {
  test.each([
    ["", [0, 1, 2, 3, 4, 5]],
    ["?actor=thing/Guard", [0, 1]],
    ["?actor=thing/Guard&actor=thing/League", [0, 1, 2, 5]],
    ["?actor=thing/Guard&type=Visit", [1]],
    ["?place=thing/Quay", [0]],
    ["?place=thing/Shire", [0, 1]],
    ["?source=thing/Radio", [1]],
    ["?document=document/2.txt", [2]],
    ["?factuality=denied&factuality=hedged", [1]],
    ["?actor=thing/nobody", []],
    ["?actor=thing/Talks", []],
  ])("%s leaves %j", (search, claims) => expect(left(search)).toEqual(claims));

  test.each([
    ["?from=2013-01-10&to=2013-01-20", [0], "known only by 1 February is not in it"],
    ["?from=2013-01-10&to=2013-01-20&earlier=yes", [0, 1], "by 1 February may be any day before, and that is asked for"],
    ["?from=2013-01-11&to=2013-02-28", [1, 4, 5], "by 1 February is in it; the first ended the day before"],
    ["?from=2013-02-02&to=2013-02-09&earlier=yes", [], "nothing reaches into it"],
    ["?from=2013-02-13&to=2013-02-28", [4], "intended on 10 February may come any day after; what held on 12 February is not said to hold since"],
    ["?from=2020-01-01", [2, 4], "from a day on may be any day since"],
    ["?to=2012-12-31", [], "nobody tells of it"],
    ["?to=2012-12-31&earlier=yes", [1], "only what is open to the past"],
  ])("%s leaves %j: %s", (search, claims) => expect(left(search)).toEqual(claims));

  test.each([
    ["", ""],
    ["?from=2013-01-20&to=2013-02-05", "of these 1 known only by a day, perhaps earlier; left out by the period: 1 without a day"],
    ["?to=2013-01-20", "left out by the period: 1 known only by a later day, 1 without a day"],
    ["?to=2013-01-20&earlier=yes", "of these 1 known only by a day, perhaps earlier; left out by the period: 1 without a day"],
    ["?from=2013-02-20", "of these 1 known only from a day on, perhaps later or never; left out by the period: 1 without a day"],
  ])("%s is told: %s", (search, words) => expect(toldPeriod(choose(GRAPH, readAddress(search)))).toBe(words));

  test("claims without a day are counted where a period leaves them out, and only if all else lets them pass", () => {
    expect(choose(GRAPH, readAddress("?from=2013-01-01")).undatedLeftOut).toBe(1);
    expect(choose(GRAPH, readAddress("?from=2013-01-01&type=Visit")).undatedLeftOut).toBe(0);
    expect(choose(GRAPH, readAddress("")).undatedLeftOut).toBe(0);
  });
});
