import { select } from "d3-selection";
import { type ZoomTransform, zoom, zoomIdentity, zoomTransform } from "d3-zoom";
import type { RefObject } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { mayZoom } from "../../parts/mayZoom";
import type { Point } from "./layout";

const STEP = 1.4;
const MARGIN = { across: 60, above: 34, below: 50 };
const NEAREST = 1.6;

export interface Camera {
  readonly transform: ZoomTransform;
  readonly nearer: () => void;
  readonly farther: () => void;
  readonly whole: () => void;
  readonly center: (on: Point) => void;
}

/** Moving and zooming by mouse, two fingers, Ctrl with the wheel, and by the functions returned. Another *places* is shown whole. */
export function useCamera(at: RefObject<HTMLCanvasElement>, width: number, height: number, places: ReadonlyMap<number, Point>): Camera {
  const [transform, setTransform] = useState(zoomIdentity);
  const behaviour = useMemo(() => zoom<HTMLCanvasElement, unknown>().scaleExtent([0.08, 6]).filter((event: Event) => mayZoom(event)).clickDistance(4), []);
  const shown = useRef<{ places: unknown; width: number } | null>(null);
  const all = useMemo(() => fitting(places, width, height), [places, width, height]);
  useEffect(() => {
    const canvas = at.current;
    if (!canvas || !width || !places.size) return;
    behaviour.extent([[0, 0], [width, height]]).on("zoom", (event: { transform: ZoomTransform }) => setTransform(event.transform));
    const selection = select(canvas).call(behaviour).on("dblclick.zoom", null);
    if (shown.current?.places !== places || shown.current.width !== width) behaviour.transform(selection, all);
    shown.current = { places, width };
    return () => void selection.on(".zoom", null);
  }, [at, behaviour, width, height, places, all]);
  const scale = useCallback((by: number) => at.current && behaviour.scaleBy(select(at.current), by), [at, behaviour]);
  return {
    transform,
    nearer: useCallback(() => scale(STEP), [scale]),
    farther: useCallback(() => scale(1 / STEP), [scale]),
    whole: useCallback(() => at.current && behaviour.transform(select(at.current), all), [at, behaviour, all]),
    center: useCallback(({ x, y }) => {
      const canvas = at.current;
      if (!canvas) return;
      const [left, top] = zoomTransform(canvas).apply([x, y]);
      if (left < 0 || top < 0 || left > width || top > height) behaviour.translateTo(select(canvas), x, y);
    }, [at, behaviour, width, height]),
  };
}

function fitting(places: ReadonlyMap<number, Point>, width: number, height: number): ZoomTransform {
  if (!places.size || !width) return zoomIdentity;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of places.values()) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  const across = (width - 2 * Math.min(MARGIN.across, width / 8)) / (right - left || 1);
  const down = (height - MARGIN.above - MARGIN.below) / (bottom - top || 1);
  const k = Math.min(across, down, NEAREST);
  return zoomIdentity
    .translate(width / 2, (height + MARGIN.above - MARGIN.below) / 2)
    .scale(k)
    .translate(-(left + right) / 2, -(top + bottom) / 2);
}
