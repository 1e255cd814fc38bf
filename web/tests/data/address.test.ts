import { describe, expect, test } from "vitest";
import { NO_FILTER, carried, narrows, readAddress, servedFilter, writeAddress } from "../../src/data/address";

const NOTHING = { ...NO_FILTER, date: null, selected: [], own: {} };

const FULL =
  "?actor=group/harbour-guard&actor=group/northford-army&place=place/northford&type=Attack&factuality=denied" +
  "&source=source/courier&document=document/1&from=2013-01-02&to=2013-02-03&date=2013-01-20&earlier=yes&selected=claim/a%26b&rows=actors";

describe("the address", () => {
  test("says the same after being read and written", () => expect(writeAddress(readAddress(FULL))).toBe(FULL));
  test("says nothing where nothing is chosen", () => expect(writeAddress(NOTHING)).toBe(""));
  test.each(["?earlier=no", "?from=2013-02-30", "?to=yesterday", "?factuality=surely", "?actor="])("%s has no value that is known", (search) =>
    expect(readAddress(search)).toEqual(NOTHING));
  test("a value given twice counts once", () => expect(readAddress("?type=Attack&type=Attack").type).toEqual(["Attack"]));
  test("what goes along is the filter alone", () => {
    expect(writeAddress(carried(readAddress(FULL)))).toBe(FULL.replace("&selected=claim/a%26b&rows=actors", ""));
  });
  test("the server is asked for what it knows", () => {
    expect(servedFilter(readAddress("?type=Attack&from=2013-01-01&earlier=yes&date=2013-01-02&selected=claim/1&rows=actors"))).toBe("?type=Attack");
  });
  test.each([["?type=Attack", true], ["?earlier=yes", false], ["?from=2013-01-01", true], ["?date=2013-01-01&selected=claim/1&rows=actors", false]])("%s narrows: %s", (search, is) =>
    expect(narrows(readAddress(search))).toBe(is));
});
