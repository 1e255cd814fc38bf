import { FACTUALITIES } from "../../data/graph";
import { drawMark } from "../../parts/canvas";
import type { Palette } from "../../parts/palette";
import { zigzag } from "./curves";
import type { Point } from "./layout";
import type { Kind } from "./links";
import type { Line } from "./lines";
import type { State } from "./states";

const SIGN_FONT = "600 11px system-ui, sans-serif";

export type KindColours = Readonly<Record<Kind, string>>;
export type Look = Pick<Line, "kind" | "form" | "state" | "factuality" | "isOwnWord"> & { readonly claims: number };

/** None so faint that it has less than 3:1 to its ground; the signs tell the states apart too. */
export const OPACITY: Readonly<Record<State, number>> = { holds: 1, open: 0.94, may: 0.84, undated: 0.84, ended: 0.74 };
/** What stands on a line in the middle; a tie that is said to hold on the day has nothing there. */
const SIGNS: Readonly<Record<State, string>> = { holds: "", open: "…", may: "?", undated: "n.d.", ended: "|" };

export function kindColours(): KindColours {
  const style = getComputedStyle(document.documentElement);
  const colour = (kind: Kind) => style.getPropertyValue(`--${kind}`).trim();
  return { hostile: colour("hostile"), friendly: colour("friendly"), belonging: colour("belonging"), leading: colour("leading") };
}

/** Pixels: one claim is thin, ten times as many are so much wider. */
export function widthOf(claims: number): number {
  return Math.min(7, 1.4 + 1.9 * Math.log10(claims));
}

/** Draw a line along *points*, its width times *scale*: its kind by colour and shape, form and factuality by dashes. */
export function drawLine(context: CanvasRenderingContext2D, colours: KindColours, look: Look, points: readonly Point[], scale = 1): void {
  context.save();
  context.globalAlpha *= look.state ? OPACITY[look.state] : 1;
  context.strokeStyle = context.fillStyle = colours[look.kind];
  context.lineWidth = widthOf(look.claims) * scale;
  context.lineJoin = "round";
  setDash(context, look);
  trace(context, look.kind === "hostile" ? zigzag(points, 2.5 + context.lineWidth / 2) : points);
  context.stroke();
  context.setLineDash([]);
  if (look.kind === "belonging" || look.kind === "leading") drawHead(context, points, look.kind === "leading", scale);
  context.restore();
}

function setDash(context: CanvasRenderingContext2D, { form, factuality, isOwnWord }: Look): void {
  const width = context.lineWidth;
  if (factuality !== 0) {
    context.lineCap = "round";
    context.lineWidth = Math.max(2, width * 0.9);
    context.setLineDash([0.1, context.lineWidth + 3]);
  } else if (form === "told") context.setLineDash([9, 5]);
  else if (isOwnWord) context.setLineDash([14, 4, 2, 4]);
}

export function trace(context: CanvasRenderingContext2D, points: readonly Point[]): void {
  context.beginPath();
  points.forEach(({ x, y }, i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
}

/** An arrow at the end: filled to the body that somebody belongs to, hollow to those whom somebody leads. */
function drawHead(context: CanvasRenderingContext2D, points: readonly Point[], isHollow: boolean, scale: number): void {
  const [tip, from] = [points.at(-1)!, points.at(-4)!];
  const size = 7 * scale + context.lineWidth;
  context.translate(tip.x, tip.y);
  context.rotate(Math.atan2(tip.y - from.y, tip.x - from.x));
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(-size, -size / 2);
  context.lineTo(-size, size / 2);
  context.closePath();
  context.lineWidth = 1.6;
  if (isHollow) context.stroke();
  else context.fill();
}

/** Left, top, right and bottom. */
export type Box = readonly [number, number, number, number];

const HALF_HIGH = 6;
const MARK = 12;
const GAP = 3;

type Signed = Pick<Look, "state" | "factuality" | "isOwnWord">;

function signOf({ state, isOwnWord }: Signed): string {
  return [isOwnWord && "own word", state && SIGNS[state]].filter(Boolean).join(" ");
}

/** Where the sign of a line's standing and the mark of its factuality stand, about *middle*; null if it has neither. */
export function signBox(context: CanvasRenderingContext2D, look: Signed, middle: Point): Box | null {
  const sign = signOf(look);
  const isMarked = look.factuality !== 0;
  if (!sign && !isMarked) return null;
  context.font = SIGN_FONT;
  const width = (sign ? context.measureText(sign).width : 0) + (isMarked ? MARK : 0) + (sign && isMarked ? GAP : 0);
  return [middle.x - width / 2, middle.y - HALF_HIGH, middle.x + width / 2, middle.y + HALF_HIGH];
}

export function drawSigns(context: CanvasRenderingContext2D, palette: Palette, look: Signed, [left, top, right, bottom]: Box): void {
  const sign = signOf(look);
  const middle = (top + bottom) / 2;
  context.fillStyle = palette.paper;
  context.beginPath();
  context.roundRect(left - 3, top - 1.5, right - left + 6, bottom - top + 3, 6);
  context.fill();
  context.font = SIGN_FONT;
  context.fillStyle = palette.ink;
  context.textAlign = "left";
  context.textBaseline = "middle";
  // Its dots lie on the line that letters stand on.
  if (sign) context.fillText(sign, left, sign === "…" ? middle - 2 : middle);
  if (look.factuality !== 0) drawMark(context, palette, FACTUALITIES[look.factuality]!, right - MARK / 2, middle, MARK - 1);
}
