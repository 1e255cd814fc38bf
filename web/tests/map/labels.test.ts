import { describe, expect, test } from "vitest";
import { roomFor } from "../../src/views/map/labels";

const at = (text: string, x: number, y = 10) => ({ key: text, x, y, text, isMark: false });

describe("labels", () => {
  test("of what lies beyond the edges are left out", () => {
    expect(roomFor([at("Westland", -1), at("Eastland", 401), at("Midland", 200)], 400).map(({ text }) => text)).toEqual(["Midland"]);
  });
  test("are moved where they would stick out", () => {
    const [left, right] = roomFor([at("Westland", 2), at("Eastland", 398)], 400);
    expect(left!.x).toBeGreaterThan(20);
    expect(right!.x).toBeLessThan(380);
  });
  test("that would cover one that matters more are left out", () => {
    expect(roomFor([at("First", 100), at("Second", 110), at("Third", 110, 40)], 400).map(({ text }) => text)).toEqual(["First", "Third"]);
  });
});
