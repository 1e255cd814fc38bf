import type { Factuality } from "../data/contract";
import { SHAPES } from "./marks";
import type { Palette } from "./palette";

/** Make *canvas* so wide and high in CSS pixels, sharp on the screen it is on, and empty. */
export function fitted(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context?.scale(ratio, ratio);
  return context;
}

/** Draw the shape of *factuality* with its middle at (x, y), *size* pixels wide. */
export function drawMark(context: CanvasRenderingContext2D, palette: Palette, factuality: Factuality, x: number, y: number, size = 12): void {
  const { d, filled, dash, width } = SHAPES[factuality];
  context.save();
  context.translate(x - size / 2, y - size / 2);
  context.scale(size / 12, size / 12);
  const path = new Path2D(d);
  if (filled) {
    context.fillStyle = palette[factuality];
    context.fill(path);
  } else {
    context.strokeStyle = palette[factuality];
    context.lineWidth = width;
    context.setLineDash([...dash]);
    context.stroke(path);
  }
  context.restore();
}

/** The fill of *factuality* for areas: plain, hatched, dotted or crossed, so that it shows without colour. */
export function fillOf(context: CanvasRenderingContext2D, palette: Palette, factuality: Factuality): CanvasPattern | string {
  if (factuality === "asserted") return palette.asserted;
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const drawn = tile.getContext("2d")!;
  drawn.fillStyle = palette.paper;
  drawn.fillRect(0, 0, 6, 6);
  drawn.strokeStyle = drawn.fillStyle = palette[factuality];
  drawn.lineWidth = 1.6;
  if (factuality === "intended") for (const [x, y] of [[0, 0], [3, 3]] as const) drawn.fillRect(x, y, 2, 2);
  if (factuality === "hedged" || factuality === "denied") stroke(drawn, [-1, 7, 7, -1], [-1, 1, 1, -1], [5, 7, 7, 5]);
  if (factuality === "denied") stroke(drawn, [-1, -1, 7, 7]);
  return context.createPattern(tile, "repeat") ?? palette[factuality];
}

function stroke(context: CanvasRenderingContext2D, ...lines: [number, number, number, number][]): void {
  context.beginPath();
  for (const [x0, y0, x1, y1] of lines) {
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
  }
  context.stroke();
}
