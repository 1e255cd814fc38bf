import type { Graph } from "../../data/graph";
import { isolated } from "../../data/isolated";
import { fitted } from "../../parts/canvas";
import type { Palette } from "../../parts/palette";
import { type Curve, distance, isAcross } from "./curves";
import type { Point } from "./layout";
import { type Room, newRoom } from "./room";
import { type Box, drawLine, drawSigns, kindColours, signBox, trace, widthOf } from "./strokes";

export interface DrawnNode {
  readonly actor: number;
  readonly at: Point;
  readonly radius: number;
}

export interface Scene {
  readonly nodes: readonly DrawnNode[];
  readonly curves: readonly Curve[];
  /** Lines that are marked as changed, by key. */
  readonly changed: ReadonlySet<string>;
  /** Actors with a line on the day that has not ended; the others are faded. */
  readonly tied: ReadonlySet<number>;
  /** The actor that all else is dimmed for. */
  readonly focus: number | null;
  /** What widths are multiplied by. */
  readonly scale: number;
  /** What the keyboard or the pointer is on. */
  readonly cursor: { readonly actor: number | null; readonly line: string | null };
}

const DIM = 0.12;
/** The names are text: they keep 4.5:1. */
export const FADED = 0.64;
const NAME_DIM = 0.25;
const NAME_FONT = "13px system-ui, sans-serif";
/** So many names get room before signs do. */
const FIRST_NAMED = 8;
/** A line that is shorter, in pixels, has no room for signs. */
const SIGNED = 44;

/** Draw *scene* on *canvas*; order: lines, their signs, nodes, names. Names and signs that have no room are left out. */
export function draw(canvas: HTMLCanvasElement, width: number, height: number, graph: Graph, palette: Palette, scene: Scene): void {
  const context = fitted(canvas, width, height);
  if (!context) return;
  const colours = kindColours();
  const near = neighbours(scene);
  for (const { line, points } of scene.curves) {
    context.globalAlpha = isNear(scene, line) ? 1 : DIM;
    if (scene.changed.has(line.key)) halo(context, palette.mark, points, widthOf(line.claims.length) + 11);
    if (scene.cursor.line === line.key) {
      halo(context, palette.focus, points, widthOf(line.claims.length) + 12);
      halo(context, palette.paper, points, widthOf(line.claims.length) + 7);
    }
    drawLine(context, colours, { ...line, claims: line.claims.length }, points, scene.scale);
  }
  const nodes = scene.nodes.filter(({ at, radius }) => isAcross(at, at, radius, width, height));
  const room = newRoom();
  for (const { at, radius } of nodes) room.take([at.x - radius, at.y - radius, at.x + radius, at.y + radius]);
  const ranked = ranking(nodes, scene, near);
  const names = placeNames(context, graph, scene, ranked.slice(0, FIRST_NAMED), width, room);
  for (const { line, middle, points } of scene.curves) {
    const box = signBox(context, line, middle);
    const hasRoom = box && distance(points[0]!, points.at(-1)!) >= Math.max(SIGNED, box[2] - box[0] + 16) && room.isFree(box);
    if (!box || !(hasRoom || scene.cursor.line === line.key)) continue;
    context.globalAlpha = isNear(scene, line) ? 1 : DIM;
    drawSigns(context, palette, line, box);
    if (isNear(scene, line)) room.take(box);
  }
  for (const node of nodes) {
    context.globalAlpha = opacityOf(scene, near, node.actor);
    drawNode(context, palette, scene, node);
  }
  names.push(...placeNames(context, graph, scene, ranked.slice(FIRST_NAMED), width, room));
  for (const name of names) {
    context.globalAlpha = Math.max(NAME_DIM, opacityOf(scene, near, name.actor));
    drawName(context, palette, name);
  }
}

function isNear({ focus }: Scene, { a, b }: { a: number; b: number }): boolean {
  return focus === null || focus === a || focus === b;
}

/** The actors that share a line with the one in focus, itself too; null where none is. */
function neighbours({ focus, curves }: Scene): Set<number> | null {
  if (focus === null) return null;
  return new Set([focus, ...curves.filter(({ line }) => line.a === focus || line.b === focus).flatMap(({ line }) => [line.a, line.b])]);
}

function opacityOf({ tied }: Scene, near: ReadonlySet<number> | null, actor: number): number {
  if (near && !near.has(actor)) return DIM;
  return tied.has(actor) ? 1 : FADED;
}

function halo(context: CanvasRenderingContext2D, colour: string, points: readonly Point[], width: number): void {
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineCap = "round";
  trace(context, points);
  context.stroke();
  context.restore();
}

function drawNode(context: CanvasRenderingContext2D, palette: Palette, { focus, cursor }: Scene, { actor, at, radius }: DrawnNode): void {
  context.beginPath();
  context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  context.fillStyle = palette.wash;
  context.fill();
  context.strokeStyle = actor === focus ? palette.focus : palette.ink;
  context.lineWidth = actor === focus ? 4 : 1.5;
  context.stroke();
  if (cursor.actor !== actor) return;
  context.beginPath();
  context.arc(at.x, at.y, radius + 5, 0, 2 * Math.PI);
  context.strokeStyle = palette.focus;
  context.lineWidth = 2.5;
  context.stroke();
}

interface Name {
  readonly actor: number;
  readonly text: string;
  readonly box: Box;
}

/** Names stand below their nodes, else above or beside them, and not at all where neither has room; *room* has those that do. */
function placeNames(context: CanvasRenderingContext2D, graph: Graph, scene: Scene, nodes: readonly DrawnNode[], width: number, room: Room): Name[] {
  context.font = NAME_FONT;
  return nodes.flatMap((node) => {
    const text = isolated(shortened(graph.things.label[node.actor]!));
    const boxes = around(node, context.measureText(text).width, width);
    const isWanted = node.actor === scene.focus || node.actor === scene.cursor.actor;
    const box = boxes.find(room.isFree) ?? (isWanted ? boxes[0]! : null);
    if (!box) return [];
    room.take(box);
    return [{ actor: node.actor, text, box }];
  });
}

function drawName(context: CanvasRenderingContext2D, palette: Palette, { text, box }: Name): void {
  context.font = NAME_FONT;
  context.textAlign = "left";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.strokeStyle = palette.paper;
  context.lineWidth = 3.5;
  context.strokeText(text, box[0], box[1] + 1);
  context.fillStyle = palette.ink;
  context.fillText(text, box[0], box[1] + 1);
}

const HIGH = 16;

function around({ at, radius }: DrawnNode, long: number, width: number): Box[] {
  const box = (left: number, top: number): Box => {
    const inside = Math.max(4, Math.min(width - long - 4, left));
    return [inside, top, inside + long, top + HIGH];
  };
  return [
    box(at.x - long / 2, at.y + radius + 2),
    box(at.x - long / 2, at.y - radius - HIGH - 2),
    box(at.x + radius + 4, at.y - HIGH / 2),
    box(at.x - radius - 4 - long, at.y - HIGH / 2),
  ];
}

/** Whose name gets the room: the one under the cursor, those near the focus, those with lines, then by claims. */
function ranking(nodes: readonly DrawnNode[], { focus, cursor, tied }: Scene, near: ReadonlySet<number> | null): DrawnNode[] {
  const rank = ({ actor, radius }: DrawnNode) =>
    (actor === focus || actor === cursor.actor ? 1000 : 0) + (near?.has(actor) ? 500 : 0) + (tied.has(actor) ? 100 : 0) + radius;
  return [...nodes].sort((one, other) => rank(other) - rank(one));
}

const LONGEST = 34;

function shortened(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}
