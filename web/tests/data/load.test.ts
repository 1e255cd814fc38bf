import { afterEach, expect, test, vi } from "vitest";
import { LoadError, loadJson } from "../../src/data/load";

afterEach(() => vi.unstubAllGlobals());
const answering = (response: () => Response | Promise<Response>) => vi.stubGlobal("fetch", async () => response());
const failure = async () => loadJson("/explore/graph.json").catch((error: unknown) => error);

test("the answer comes whole, with its progress", async () => {
  answering(() => new Response('{"a": "ä"}', { headers: { "Content-Length": "11" } }));
  const told: unknown[] = [];
  expect(await loadJson("/explore/graph.json", (progress) => told.push(progress))).toEqual({ a: "ä" });
  expect(told.at(-1)).toEqual({ bytes: 11, of: 11 });
});

test("the length of a compressed answer is not that of what comes out of it", async () => {
  answering(() => new Response("[]", { headers: { "Content-Length": "22", "Content-Encoding": "gzip" } }));
  const told: unknown[] = [];
  await loadJson("/explore/graph.json", (progress) => told.push(progress));
  expect(told.at(-1)).toEqual({ bytes: 2, of: null });
});

test("the server's own words are told", async () => {
  answering(() => Response.json({ title: "Forbidden", detail: "graph: more than 100000 claims; filter by actor" }, { status: 403 }));
  expect(await failure()).toEqual(new LoadError("graph: more than 100000 claims; filter by actor", 403));
});

test("a message does not repeat a long query", async () => {
  answering(() => Promise.reject(new TypeError("failed")));
  const error = await loadJson("/explore/evidence.json?claim=1&claim=2").catch((failed: Error) => failed.message);
  expect(error).toBe("/explore/evidence.json: the server cannot be reached; it may have been stopped");
});

test.each([
  ["no problem details", () => new Response("<html>", { status: 502, statusText: "Bad Gateway" }), "The server answered 502 Bad Gateway"],
  ["broken off", () => new Response('{"a": '), "broke off or is not JSON"],
  ["no server", () => Promise.reject(new TypeError("failed")), "cannot be reached"],
])("%s is told in words", async (_, response, words) => {
  answering(response);
  const error = await failure();
  expect(error).toBeInstanceOf(LoadError);
  expect((error as Error).message).toContain(words);
});
