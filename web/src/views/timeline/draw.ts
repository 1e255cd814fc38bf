import type { Factuality } from "../../data/contract";
import { ATTESTED, FACTUALITIES, type Graph } from "../../data/graph";
import { drawMark, fillOf } from "../../parts/canvas";
import type { Palette } from "../../parts/palette";
import { suretyCounts } from "./describe";
import type { Box } from "./geometry";
import type { Item } from "./items";

/** How far the line of a claim open to one side reaches into the unknown. */
const INTO_THE_OPEN = 20;
/** How wide the line is below a state that holds on the day of its report. */
const HELD = 14;

export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly graph: Graph;
  readonly palette: Palette;
  readonly fills: Readonly<Record<Factuality, CanvasPattern | string>>;
}

export function brushOf(context: CanvasRenderingContext2D, graph: Graph, palette: Palette): Brush {
  const fills = Object.fromEntries(FACTUALITIES.map((word) => [word, fillOf(context, palette, word)])) as Brush["fills"];
  return { context, graph, palette, fills };
}

/** Draw one item at its place; the canvas is moved to the row's top. */
export function drawBox(brush: Brush, box: Box): void {
  if (box.item.kind === "bar") drawBar(brush, box);
  else if (box.item.kind === "span") drawSpan(brush, box);
  else drawOne(brush, box);
}

function drawOne({ context, graph, palette }: Brush, box: Box): void {
  const claim = box.item.claims[0]!;
  const factuality = factualityOf(graph, claim);
  const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
  context.strokeStyle = palette[factuality];
  context.lineWidth = 2;
  if (graph.claims.dated[claim] === ATTESTED) line(context, x - HELD / 2, x + HELD / 2, box.y1);
  else if (box.x1 - box.x0 > 12) line(context, box.x0, box.x1, y);
  drawMark(context, palette, factuality, x, y);
}

function drawBar({ context, graph, palette, fills }: Brush, box: Box): void {
  const { x0, x1, y0, y1 } = box;
  const width = Math.max(4, x1 - x0 - 2);
  context.fillStyle = palette.wash;
  context.fillRect(x0, y0, width, y1 - y0);
  drawShares(context, fills, suretyCounts(graph, box.item.claims), x0, y1 - 5, width, 5);
  drawEdges(context, palette, box.item, x0 + 0.5, y0 + 0.5, width - 1, y1 - y0 - 1);
  context.fillStyle = palette.ink;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(shortCount(box.item.claims.length), x0 + width / 2, y0 + 6, width);
}

function drawSpan({ context, graph, palette, fills }: Brush, { item, x0, x1, y0, y1 }: Box): void {
  const counts = suretyCounts(graph, item.claims);
  const middle = (y0 + y1) / 2;
  context.lineWidth = 1.5;
  context.strokeStyle = palette.soft;
  for (const x of [x0, x1]) upright(context, x, y0, y1);
  drawShares(context, fills, counts, x0, middle - 2, x1 - x0, 4);
  if (item.claims.length > 1 && x1 - x0 > 30) drawSpanCount(context, palette, item.claims.length, Math.max(x0, 0) + 4, middle);
}

function drawSpanCount(context: CanvasRenderingContext2D, palette: Palette, count: number, x: number, y: number): void {
  const told = shortCount(count);
  const width = context.measureText(told).width + 4;
  context.fillStyle = palette.paper;
  context.fillRect(x, y - 5, width, 10);
  context.fillStyle = palette.ink;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(told, x + 2, y + 0.5);
}

/** A strip parted by how many claims are of each factuality. */
function drawShares(
  context: CanvasRenderingContext2D, fills: Brush["fills"], counts: readonly number[], x: number, y: number, width: number, height: number,
): void {
  const all = counts.reduce((sum, n) => sum + n, 0);
  let at = x;
  counts.forEach((n, i) => {
    if (!n) return;
    const share = (n / all) * width;
    context.fillStyle = fills[FACTUALITIES[i]!];
    context.fillRect(at, y, share, height);
    at += share;
  });
}

/** The frame of a bar; a side that is open is dashed. */
function drawEdges(context: CanvasRenderingContext2D, palette: Palette, item: Item, x: number, y: number, width: number, height: number): void {
  context.lineWidth = 1;
  context.strokeStyle = palette.soft;
  line(context, x, x + width, y);
  line(context, x, x + width, y + height);
  for (const [at, isOpen] of [[x, item.openLeft], [x + width, item.openRight]] as const) {
    context.setLineDash(isOpen ? [2, 3] : []);
    upright(context, at, y, y + height);
  }
  context.setLineDash([]);
}

/** Dashes to where it is not known how far, drawn before all marks so that they hide none. */
export function drawOpen({ context, graph, palette }: Brush, { item, x0, x1, y0, y1 }: Box): void {
  const [left, right] = item.kind === "mark" ? [(x0 + x1) / 2, (x0 + x1) / 2] : [x0, x1 - 2];
  context.strokeStyle = item.kind === "mark" ? palette[factualityOf(graph, item.claims[0]!)] : palette.soft;
  context.lineWidth = 2;
  context.setLineDash([3, 3]);
  if (item.openLeft) line(context, left - INTO_THE_OPEN, left, (y0 + y1) / 2);
  if (item.openRight) line(context, right, right + INTO_THE_OPEN, (y0 + y1) / 2);
  context.setLineDash([]);
}

/** A ring around what the keyboard is at, or what is open in the panel. */
export function drawRing({ context, palette }: Brush, { x0, x1, y0, y1 }: Box, isFocus: boolean): void {
  const room = Math.max(0, (14 - (x1 - x0)) / 2) + 2;
  context.lineWidth = isFocus ? 2 : 1.5;
  context.strokeStyle = isFocus ? palette.focus : palette.edge;
  context.strokeRect(x0 - room, y0 - 2, x1 - x0 + 2 * room, y1 - y0 + 4);
}

function line(context: CanvasRenderingContext2D, x0: number, x1: number, y: number): void {
  context.beginPath();
  context.moveTo(x0, y);
  context.lineTo(x1, y);
  context.stroke();
}

function upright(context: CanvasRenderingContext2D, x: number, y0: number, y1: number): void {
  context.beginPath();
  context.moveTo(x, y0);
  context.lineTo(x, y1);
  context.stroke();
}

function factualityOf(graph: Graph, claim: number): Factuality {
  return FACTUALITIES[graph.claims.factuality[claim]!]!;
}

/** A count that fits a bar: 12345 is "12k". */
export function shortCount(count: number): string {
  return count < 10_000 ? String(count) : `${Math.floor(count / 1000)}k`;
}
