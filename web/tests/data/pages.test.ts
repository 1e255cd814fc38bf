import { expect, test } from "vitest";
import { addressOf } from "../../src/data/pages";

test.each([
  ["group/northford-army", "/kg/page/group/northford-army"],
  ["group/a b?c#d", "/kg/page/group/a%20b%3Fc%23d"],
  ["group/a%20b", "/kg/page/group/a%20b"],
  ["group/جيش", "/kg/page/group/%D8%AC%D9%8A%D8%B4"],
  ["https://example.org/other#army", "https://example.org/other#army"],
  ["urn:example:army", null],
  ["", null],
])("%s leads to %s", (path, address) => {
  expect(addressOf("/kg", path)).toBe(address);
});
