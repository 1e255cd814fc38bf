import { describe, expect, test } from "vitest";
import { sampleGraph } from "../../fixtures/sample";
import { UNDATED, readGraph } from "../../src/data/graph";
import { describe as inWords } from "../../src/views/timeline/describe";
import { binDays, itemsOf, knownDays } from "../../src/views/timeline/items";
import { type Told, graphOf } from "../sample";

const parted = (told: Told[], bin: number) => {
  const graph = graphOf(told);
  const { closed, open } = itemsOf(graph.claims, told.keys(), bin);
  const brief = (items: typeof closed) => items.map((item) => [item.kind, [...item.claims]]);
  return { closed: brief(closed), open: brief(open) };
};

describe("items of a row", () => {
  test("claims of one bin are a bar, one alone is a mark", () => {
    expect(parted([{ from: "1970-01-01", to: "1970-01-01" }, { from: "1970-01-02", to: "1970-01-03" }, { from: "1970-01-20", to: "1970-01-20" }], 7).closed).toEqual([
      ["bar", [0, 1]],
      ["mark", [2]],
    ]);
  });
  test("a stretch longer than a bin is a span; spans that overlap are one", () => {
    expect(parted([{ from: "1970-01-01", to: "1970-01-20" }, { from: "1970-01-10", to: "1970-02-20" }, { from: "1970-03-01", to: "1970-03-20" }], 7).closed).toEqual([
      ["span", [0, 1]],
      ["span", [2]],
    ]);
  });
  test("days next to one another do not overlap", () => {
    expect(parted([{ from: "1970-01-01", to: "1970-01-08" }, { from: "1970-01-09", to: "1970-01-16" }], 7).closed).toHaveLength(2);
  });
  test("what is open to one side is in the other lane, and says to which", () => {
    const graph = graphOf([{ by: "1970-01-01" }, { after: "1970-02-01", factuality: "intended" }]);
    const { closed, open } = itemsOf(graph.claims, [0, 1], 7);
    expect(closed).toEqual([]);
    expect(open.map(({ openLeft, openRight }) => [openLeft, openRight])).toEqual([[true, false], [false, true]]);
    expect(open[0]).toMatchObject({ from: 0, to: 1 });
  });
  test.each([1, 7, 61, 365])("every dated claim is in one item and only one, which covers its days (bins of %i days)", (bin) => {
    const { claims } = readGraph(sampleGraph({ claims: 2000 }));
    const placed = [...Array(claims.length).keys()].filter((i) => claims.dated[i] !== UNDATED);
    const { closed, open } = itemsOf(claims, placed, bin);
    const inside = [...closed, ...open].flatMap((item) => [...item.claims]).sort((a, b) => a - b);
    expect(inside).toEqual(placed);
    for (const { kind, from, to, claims: own } of [...closed, ...open])
      for (const claim of own) {
        const [first, last] = knownDays(claims, claim);
        const middle = (first + last + 1) / 2;
        expect(middle >= from && middle <= to).toBe(true);
        if (kind !== "bar") expect(first >= from && last < to).toBe(true);
      }
  });
});

test("a bin is wide enough for a count", () => {
  for (const pixels of [0.01, 0.5, 3, 40]) expect(binDays(pixels) * pixels).toBeGreaterThanOrEqual(28);
});

describe("in words", () => {
  const words = (told: Told[]) => {
    const graph = graphOf(told);
    const { closed, open } = itemsOf(graph.claims, told.keys(), 30);
    return [...closed, ...open].map((item) => inWords(graph, item));
  };
  test("one claim has its type, factuality, days and speaker", () => {
    expect(words([{ factuality: "denied", by: "2013-01-09", speaker: "Radio" }])).toEqual(["attack, denied, by 2013-01-09 (day of the report), said by \u2068Radio\u2069"]);
  });
  test("several have their number, days and how sure they are", () => {
    const day = (n: number) => ({ from: `1970-01-0${n}`, to: `1970-01-0${n}` });
    expect(words([{ ...day(1), factuality: "denied" }, day(3), day(2)])).toEqual(["3 claims, 1970-01-01 to 1970-01-03: 2 asserted, 1 denied"]);
    expect(words([{ held: "1970-01-02" }, day(2)])).toEqual(["2 claims, 1970-01-02: 2 asserted; 1 of states that hold on the day of the report"]);
    expect(words([{ after: "1970-01-02", factuality: "intended" }, { from: "1970-01-02", factuality: "intended" }])).toEqual(["2 claims, on or after 1970-01-02: 2 intended"]);
    expect(words([{ by: "1970-01-02" }, { by: "1970-01-04" }])).toEqual(["2 claims, by days from 1970-01-02 to 1970-01-04: 2 asserted"]);
  });
});
