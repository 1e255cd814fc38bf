import { type SimulationNodeDatum, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { Links } from "./links";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is to be laid out: nodes by their radius, and pairs of nodes that are linked. *isTall*: in a picture higher than wide. */
export interface Task {
  readonly radii: readonly number[];
  readonly pairs: readonly (readonly [number, number])[];
  readonly isTall: boolean;
}

interface Node extends SimulationNodeDatum {
  readonly radius: number;
}

/** So many nodes get all the steps; of more, whose places nobody can tell one by one, each step takes longer. */
const FEW = 300;
const STEPS = 300;
const FEWEST_STEPS = 60;

/** A node's radius by its number of claims. */
export function radiusOf(claims: number): number {
  return Math.min(22, 4 + 1.6 * Math.sqrt(claims));
}

/** *actors* and their links of all days, so that no date moves anybody. */
export function taskOf(actors: readonly number[], links: Links, counts: ReadonlyMap<number, number>, isTall: boolean): Task {
  return { radii: actors.map((actor) => radiusOf(counts.get(actor) ?? 0)), pairs: pairsOf(actors, links), isTall };
}

function pairsOf(actors: readonly number[], { ties, claims }: Links): [number, number][] {
  const at = new Map(actors.map((actor, i) => [actor, i]));
  const found = new Map<string, [number, number]>();
  for (const { a, b } of [...ties, ...claims]) {
    const [one, other] = [at.get(Math.min(a, b)), at.get(Math.max(a, b))];
    if (one !== undefined && other !== undefined) found.set(`${one}|${other}`, [one, other]);
  }
  return [...found.values()];
}

/**
 * Where the nodes lie; *told* hears after each step what share is done.
 *
 * Same task, same places: d3-force starts on a spiral in the given order, and its random numbers are always the same.
 */
export function layOut({ radii, pairs, isTall }: Task, told: (share: number) => void): Point[] {
  const nodes: Node[] = radii.map((radius) => ({ radius }));
  const steps = stepsFor(nodes.length);
  const simulation = forceSimulation(nodes)
    .stop()
    .force("link", forceLink(pairs.map(([source, target]) => ({ source, target }))).distance(110).strength(0.25))
    .force("charge", forceManyBody().strength(-340).distanceMax(700))
    .force("collide", forceCollide<Node>((node) => node.radius + 14))
    .force("x", forceX().strength(isTall ? 0.09 : 0.045))
    .force("y", forceY().strength(isTall ? 0.06 : 0.075));
  simulation.alphaDecay(1 - simulation.alphaMin() ** (1 / steps));
  for (let step = 1; step <= steps; step++) {
    simulation.tick();
    told(step / steps);
  }
  return nodes.map(({ x, y }) => ({ x: x!, y: y! }));
}

function stepsFor(nodes: number): number {
  return nodes <= FEW ? STEPS : Math.max(FEWEST_STEPS, Math.round((STEPS * FEW) / nodes));
}
