import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the lock names no host (npm run lock writes it so)", () => {
  expect(readFileSync("package-lock.json", "utf8")).not.toContain("://");
});

test("every version is exact", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const version of Object.values({ ...dependencies, ...devDependencies })) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});
