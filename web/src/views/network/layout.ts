import { type SimulationNodeDatum, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { Links } from "./links";

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Node extends SimulationNodeDatum {
  readonly actor: number;
  readonly radius: number;
}

/** Work for one turn of the page's loop, in milliseconds; more would make it stutter. */
const A_TURN = 24;

/** A node's radius by its number of claims. */
export function radiusOf(claims: number): number {
  return Math.min(22, 4 + 1.6 * Math.sqrt(claims));
}

/**
 * Where *actors* lie, by their links of all days, so that no date moves anybody. Same actors and links, same places: d3-force
 * starts on a spiral in the given order, and its random numbers are always the same. *isTall*: for a picture higher than wide.
 */
export async function layOut(actors: readonly number[], links: Links, counts: ReadonlyMap<number, number>, isTall: boolean, signal: AbortSignal): Promise<Map<number, Point>> {
  const nodes: Node[] = actors.map((actor) => ({ actor, radius: radiusOf(counts.get(actor) ?? 0) }));
  const simulation = forceSimulation(nodes)
    .stop()
    .force("link", forceLink(pairs(actors, links)).distance(110).strength(0.25))
    .force("charge", forceManyBody().strength(-340).distanceMax(700))
    .force("collide", forceCollide<Node>((node) => node.radius + 14))
    .force("x", forceX().strength(isTall ? 0.09 : 0.045))
    .force("y", forceY().strength(isTall ? 0.06 : 0.075));
  const ticks = Math.ceil(Math.log(simulation.alphaMin()) / Math.log(1 - simulation.alphaDecay()));
  let began = performance.now();
  for (let tick = 0; tick < ticks && !signal.aborted; tick++) {
    simulation.tick();
    if (performance.now() - began < A_TURN) continue;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  }
  return new Map(nodes.map(({ actor, x, y }) => [actor, { x: x!, y: y! }]));
}

function pairs(actors: readonly number[], { ties, claims }: Links): { source: number; target: number }[] {
  const at = new Map(actors.map((actor, i) => [actor, i]));
  const found = new Map<string, { source: number; target: number }>();
  for (const { a, b } of [...ties, ...claims]) {
    const [source, target] = [at.get(Math.min(a, b)), at.get(Math.max(a, b))];
    if (source !== undefined && target !== undefined) found.set(`${source}|${target}`, { source, target });
  }
  return [...found.values()];
}
