import type { Graph } from "../../data/graph";
import { fitted } from "../../parts/canvas";
import type { Palette } from "../../parts/palette";
import type { Cursor } from "./cursor";
import { type Brush, brushOf, drawBox, drawOpen, drawRing } from "./draw";
import type { Frame } from "./frame";
import type { Tick } from "./ticks";

export interface Seen {
  /** Rows *first* up to, not with, *end* are in view; *top* pixels of the sheet are scrolled away. */
  readonly first: number;
  readonly end: number;
  readonly top: number;
  readonly height: number;
  readonly ticks: readonly Tick[];
  readonly cursor: Cursor | null;
  readonly selected: ReadonlySet<number>;
}

/** Draw what is in view on *canvas*, which lies still while the rows are scrolled below it. */
export function paint(canvas: HTMLCanvasElement, graph: Graph, palette: Palette, frame: Frame, seen: Seen): void {
  const context = fitted(canvas, frame.width, seen.height);
  if (!context) return;
  context.font = "11px system-ui, sans-serif";
  const brush = brushOf(context, graph, palette);
  context.strokeStyle = palette.grid;
  for (const { day } of seen.ticks) ruled(context, frame.toX(day), 0, frame.toX(day), seen.height);
  for (let row = seen.first; row < seen.end; row++) {
    const [y, below] = [frame.sheet.tops[row]! - seen.top, frame.sheet.tops[row + 1]! - seen.top];
    context.strokeStyle = palette.line;
    ruled(context, 0, below, frame.width, below);
    context.save();
    context.translate(0, y);
    paintRow(brush, frame, row, seen);
    context.restore();
  }
}

function paintRow(brush: Brush, frame: Frame, row: number, { cursor, selected }: Seen): void {
  const boxes = frame.boxesOf(row).filter((box) => box.x1 > -30 && box.x0 < frame.width + 30);
  for (const box of boxes) drawOpen(brush, box);
  for (const box of boxes) {
    drawBox(brush, box);
    if (cursor?.row === row && box.item.claims.includes(cursor.claim)) drawRing(brush, box, true);
    else if (selected.size && box.item.claims.some((claim) => selected.has(claim))) drawRing(brush, box, false);
  }
}

function ruled(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(Math.round(x0) - 0.5, Math.round(y0) - 0.5);
  context.lineTo(Math.round(x1) - 0.5, Math.round(y1) - 0.5);
  context.stroke();
}
