import { type Selection, select } from "d3-selection";
import { type ZoomTransform, zoom, zoomIdentity } from "d3-zoom";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { mayZoom } from "../../parts/mayZoom";

export type Box = readonly [readonly [number, number], readonly [number, number]];

/** What is in the middle, in the units of the drawing, and how many pixels one of them is. */
export interface Middle {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export interface Zoomed {
  /** From the drawing's units to pixels. */
  readonly transform: ZoomTransform;
  readonly by: (factor: number) => void;
  /** Move what is seen by so many pixels. */
  readonly pan: (dx: number, dy: number) => void;
  readonly fit: (shown: Box | Middle) => void;
}

/** At most so many pixels a unit of the drawing (a thousandth of the earth's girth). */
const NEAREST = 2000;
const MARGIN = 0.12;
/** A box smaller than this, in units, is shown with so much around it. */
const AROUND = 8;

/** Zooming and moving *drawing* (in its own units) in *svg*, which is *width* by *height* pixels; *first* is what is seen first. */
export function useZoom(svg: RefObject<SVGSVGElement>, drawing: Box, first: Box | Middle, width: number, height: number): Zoomed {
  const [transform, setTransform] = useState<ZoomTransform>(zoomIdentity);
  const seen = useRef<{ width: number; height: number; transform: ZoomTransform } | null>(null);
  const behaviour = useMemo(
    () =>
      zoom<SVGSVGElement, unknown>()
        .filter((event: Event) => mayZoom(event))
        .on("zoom", ({ transform: now }: { transform: ZoomTransform }) => setTransform(now)),
    [],
  );
  useEffect(() => {
    if (!svg.current) return;
    const sheet = select(svg.current).call(behaviour);
    return () => void sheet.on(".zoom", null);
  }, [behaviour]);
  useLayoutEffect(() => {
    if (!svg.current || !width) return;
    const whole = scaleFor(drawing, width, height, 0);
    behaviour.extent([[0, 0], [width, height]]).scaleExtent([whole, NEAREST]).translateExtent(drawing as [[number, number], [number, number]]);
    const before = seen.current;
    behaviour.transform(select(svg.current), before ? recentred(before, width, height) : shownAs(first, width, height));
  }, [width, height]);
  useEffect(() => {
    if (width) seen.current = { width, height, transform };
  });
  const on = (act: (sheet: Selection<SVGSVGElement, unknown, null, undefined>) => void) => {
    if (svg.current) act(select(svg.current));
  };
  return {
    transform,
    by: (factor) => on((sheet) => behaviour.scaleBy(sheet, factor)),
    pan: (dx, dy) => on((sheet) => behaviour.translateBy(sheet, -dx / transform.k, -dy / transform.k)),
    fit: (shown) => on((sheet) => behaviour.transform(sheet, shownAs(shown, width, height))),
  };
}

function scaleFor([[x0, y0], [x1, y1]]: Box, width: number, height: number, around: number): number {
  return Math.min(width / Math.max(x1 - x0, around), height / Math.max(y1 - y0, around / 2));
}

function shownAs(shown: Box | Middle, width: number, height: number): ZoomTransform {
  return "k" in shown ? centred(shown.x, shown.y, shown.k, width, height) : fitted(shown, width, height);
}

export function middleOf(transform: ZoomTransform, width: number, height: number): Middle {
  const [x, y] = transform.invert([width / 2, height / 2]);
  return { x, y, k: transform.k };
}

export function fitted(box: Box, width: number, height: number): ZoomTransform {
  const [[x0, y0], [x1, y1]] = box;
  return centred((x0 + x1) / 2, (y0 + y1) / 2, scaleFor(box, width, height, AROUND) * (1 - 2 * MARGIN), width, height);
}

function recentred(before: { width: number; height: number; transform: ZoomTransform }, width: number, height: number): ZoomTransform {
  return shownAs(middleOf(before.transform, before.width, before.height), width, height);
}

function centred(x: number, y: number, k: number, width: number, height: number): ZoomTransform {
  return zoomIdentity.translate(width / 2 - k * x, height / 2 - k * y).scale(k);
}
