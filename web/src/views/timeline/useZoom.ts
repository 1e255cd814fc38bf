import { select } from "d3-selection";
import { type ZoomTransform, zoom, zoomIdentity, zoomTransform } from "d3-zoom";
import type { RefObject } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { mayZoom } from "../../parts/mayZoom";

/** A day is never drawn wider. */
const WIDEST_DAY = 40;
const STEP = 1.6;

export interface Zooming {
  readonly transform: ZoomTransform;
  readonly nearer: () => void;
  readonly farther: () => void;
  readonly whole: () => void;
  /** Move by so many pixels, to later days for positive ones. */
  readonly move: (pixels: number) => void;
}

/** Zooming and moving along time by dragging, pinching, Ctrl with the wheel, and by the functions returned. Another *of* is shown whole. */
export function useZoom(at: RefObject<HTMLCanvasElement>, width: number, days: number, of: unknown): Zooming {
  const [transform, setTransform] = useState(zoomIdentity);
  const behaviour = useMemo(() => zoom<HTMLCanvasElement, unknown>().filter((event: Event) => mayZoom(event, 1)), []);
  const shown = useRef<{ of: unknown; width: number } | null>(null);
  useEffect(() => {
    const canvas = at.current;
    if (!canvas || !width) return;
    behaviour
      .extent([[0, 0], [width, 1]])
      .translateExtent([[0, 0], [width, 1]])
      .scaleExtent([1, Math.max(1, (WIDEST_DAY * days) / width)])
      .on("zoom", (event: { transform: ZoomTransform }) => setTransform(event.transform));
    const selection = select(canvas).call(behaviour).on("dblclick.zoom", null);
    const kept = shown.current?.of === of ? zoomTransform(canvas) : zoomIdentity;
    // The same days stay in view when only the width has changed.
    behaviour.transform(selection, zoomIdentity.translate((kept.x * width) / (shown.current?.width || width), 0).scale(kept.k));
    shown.current = { of, width };
    return () => void selection.on(".zoom", null);
  }, [at, behaviour, width, days, of]);
  const scale = useCallback((by: number) => at.current && behaviour.scaleBy(select(at.current), by), [at, behaviour]);
  return {
    transform,
    nearer: useCallback(() => scale(STEP), [scale]),
    farther: useCallback(() => scale(1 / STEP), [scale]),
    whole: useCallback(() => at.current && behaviour.transform(select(at.current), zoomIdentity), [at, behaviour]),
    move: useCallback((pixels) => at.current && behaviour.translateBy(select(at.current), -pixels / zoomTransform(at.current).k, 0), [at, behaviour]),
  };
}
