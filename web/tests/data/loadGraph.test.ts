import { afterEach, expect, test, vi } from "vitest";
import { sampleGraph } from "../../fixtures/sample";
import { loadGraph } from "../../src/data/loadGraph";

afterEach(() => vi.unstubAllGlobals());

/** A server that gives no more than *most* claims; what was asked of it. */
function server(most: number): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: string) => {
    asked.push(address);
    const claims = address.includes("?") ? 5 : 50;
    return claims > most ? Response.json({ detail: "graph: too many claims; add a filter" }, { status: 403 }) : Response.json(sampleGraph({ claims }));
  });
  return asked;
}
const load = (filter: string) => loadGraph("", filter, () => {}, new AbortController().signal);

test("a graph that the server gives whole is loaded whole, whatever the filter", async () => {
  const asked = server(100);
  expect((await load("?type=Attack")).graph.claims.length).toBe(50);
  expect(asked).toEqual(["/explore/graph.json"]);
});

test("of one too large the filter's part is loaded", async () => {
  server(10);
  const { graph, isPart } = await load("?type=Attack");
  expect([graph.claims.length, isPart]).toEqual([5, true]);
});

test("another release is asked for by its name, whole and in part", async () => {
  const asked = server(3);
  await loadGraph("", "?type=Attack", () => {}, new AbortController().signal, "beside").catch(() => {});
  expect(asked).toEqual(["/explore/graph.json?release=beside", "/explore/graph.json?type=Attack&release=beside"]);
});

test("without a filter the server's words say what would help", async () => {
  server(10);
  await expect(load("")).rejects.toThrow("graph: too many claims; add a filter");
});
