import { expect, test } from "vitest";
import { projected } from "../../src/views/map/base";
import { readMiddle, writtenMiddle } from "../../src/views/map/seen";

const PROJECTION = projected(20);

test("where the map is is written, and read again to the pixel", () => {
  const middle = readMiddle("12.3457,45.6789,31.5", PROJECTION)!;
  expect(writtenMiddle(middle, PROJECTION)).toBe("12.3457,45.6789,31.5");
});

test.each(["", "1,2", "91,0,2", "0,181,2", "0,0,0", "0,0,-1", "a,b,c", "1,,2"])("what says no position (%j) is as if nothing was said", (written) => {
  expect(readMiddle(written, PROJECTION)).toBeNull();
});
