import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Graph } from "../../data/graph";
import { usePalette } from "../../parts/palette";
import { useWidth } from "../../parts/useWidth";
import { type Cursor, NOWHERE, cursorName, moved } from "./cursor";
import { MOST_BESIDE, curvesOf, distance, isAcross, nearestCurve } from "./curves";
import { draw } from "./draw";
import { type Point, radiusOf } from "./layout";
import type { Line } from "./lines";
import { useCamera } from "./useCamera";

interface Props {
  graph: Graph;
  /** In the order in which keys lead through them. */
  actors: readonly number[];
  counts: ReadonlyMap<number, number>;
  places: ReadonlyMap<number, Point>;
  lines: ReadonlyMap<string, Line>;
  changed: ReadonlySet<string>;
  focus: number | null;
  setFocus: (actor: number | null) => void;
  /** *from*: the end that it is looked at from. */
  openLine: (line: Line, from?: number) => void;
  openActor: (actor: number) => void;
  /** Lies over the picture on wide screens. */
  children?: ComponentChildren;
}

/** Pixels around a line that still count as the line; a finger is less exact. */
const REACH = { mouse: 7, touch: 16 };

/** The network on a canvas, whatever its size, with its keys and names for those who do not see it. */
export function Picture({ graph, actors, counts, places, lines, changed, focus, setFocus, openLine, openActor, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(frame);
  const height = width < 560 ? 460 : Math.min(680, Math.max(480, Math.round(width * 0.5)));
  const palette = usePalette();
  const camera = useCamera(canvas, width, height, places);
  const [cursor, setCursor] = useState<Cursor>(NOWHERE);
  // It stays where it was while the focus is elsewhere, and is not shown.
  const [isFocused, setFocused] = useState(false);
  const [hover, setHover] = useState<Cursor>(NOWHERE);
  const { transform } = camera;
  const zoomed = Math.max(0.3, Math.min(1.3, transform.k));
  const nodes = useMemo(
    () => actors.flatMap((actor) => (places.has(actor) ? { actor, at: onScreen(places.get(actor)!), radius: radiusOf(counts.get(actor)!) * zoomed } : [])),
    [actors, places, counts, transform],
  );
  const curves = useMemo(() => {
    const known = new Map(nodes.map((node) => [node.actor, node]));
    const inView = ({ a, b }: Line) => known.has(a) && known.has(b) && isAcross(known.get(a)!.at, known.get(b)!.at, MOST_BESIDE, width, height);
    return curvesOf([...lines.values()].filter(inView), (actor) => known.get(actor)!.at, (actor) => known.get(actor)!.radius);
  }, [lines, nodes, width, height]);
  const tied = useMemo(() => new Set([...lines.values()].filter(({ state }) => state !== "ended").flatMap(({ a, b }) => [a, b])), [lines]);
  const pointed = hover.actor !== null || hover.line !== null ? hover : isFocused ? cursor : NOWHERE;
  useLayoutEffect(() => {
    if (canvas.current && width) draw(canvas.current, width, height, graph, palette, { nodes, curves, changed, tied, focus, cursor: pointed, scale: Math.min(1, zoomed + 0.2) });
  }, [width, height, graph, palette, nodes, curves, changed, tied, focus, pointed]);
  useEffect(() => setHover(NOWHERE), [lines]);

  function onScreen({ x, y }: Point): Point {
    const [left, top] = transform.apply([x, y]);
    return { x: left, y: top };
  }
  function under(event: MouseEvent): Cursor {
    const to = { x: event.offsetX, y: event.offsetY };
    const node = nodes.filter(({ at, radius }) => distance(at, to) <= radius + 4).at(-1);
    return node ? { actor: node.actor, line: null } : { actor: null, line: nearestCurve(curves, to, isTouch(event) ? REACH.touch : REACH.mouse)?.line.key ?? null };
  }
  const point = (to: Cursor) => setHover((now) => (now.actor === to.actor && now.line === to.line ? now : to));
  const onClick = (event: MouseEvent) => {
    const { actor, line } = under(event);
    if (line !== null) openLine(lines.get(line)!);
    else if (event.detail < 2) setFocus(actor === focus ? null : actor);
  };
  const onDblClick = (event: MouseEvent) => {
    const { actor } = under(event);
    if (actor === null) return;
    setFocus(actor);
    openActor(actor);
  };
  const told = (at: Cursor) => cursorName(graph, at, lines) + (at.line !== null && changed.has(at.line) ? ", changed" : "");
  const enter = (byKeys: boolean) => {
    setFocused(byKeys);
    if (byKeys && (cursor.actor === null || !actors.includes(cursor.actor))) setCursor({ actor: focus ?? actors[0] ?? null, line: null });
  };
  const act = (key: string): boolean => {
    const to = moved(cursor, key, actors, lines);
    if (to) {
      setFocused(true);
      setCursor(to);
      if (to.actor !== null && places.has(to.actor)) camera.center(places.get(to.actor)!);
    } else if (key === "Enter" && cursor.line !== null && lines.has(cursor.line)) openLine(lines.get(cursor.line)!, cursor.actor ?? undefined);
    else if (key === "Enter" && cursor.actor !== null) openActor(cursor.actor);
    else if (key === " " && cursor.actor !== null) setFocus(focus === cursor.actor ? null : cursor.actor);
    else if (key === "Escape" && focus !== null) setFocus(null);
    else if (key === "+") camera.nearer();
    else if (key === "-") camera.farther();
    else if (key === "0") camera.whole();
    else return false;
    return true;
  };
  return (
    <div class="picture" ref={frame}>
      <div
        class="network" role="application" tabindex={0} aria-label="Network of actors" aria-roledescription="network" aria-describedby="network-keys"
        onKeyDown={(event) => !event.ctrlKey && !event.metaKey && !event.altKey && act(event.key) && event.preventDefault()}
        onFocus={(event) => enter(event.currentTarget.matches(":focus-visible"))}
        onBlur={() => setFocused(false)}
      >
        <canvas
          ref={canvas} aria-hidden="true" onClick={onClick} onDblClick={onDblClick} onMouseMove={(event) => point(under(event))} onMouseLeave={() => setHover(NOWHERE)}
          style={{ cursor: hover.actor !== null || hover.line !== null ? "pointer" : "grab" }}
        />
      </div>
      <p class="pointed" aria-hidden="true">{told(pointed) || <span class="soft">Point at an actor or a line to read what it is.</span>}</p>
      <p class="unseen" aria-live="polite">{isFocused && told(cursor)}</p>
      <div class="zoom group" role="group" aria-label="Zoom">
        <button type="button" onClick={camera.nearer} aria-label="Nearer">+</button>
        <button type="button" onClick={camera.farther} aria-label="Farther">−</button>
        <button type="button" onClick={camera.whole}>whole</button>
      </div>
      {children}
      <p id="network-keys" class="soft">
        Left and Right: actors, most claims first. Down and Up: the lines of an actor. Enter: sentences of a line, or the ties of an actor. Space or a click on an actor: only what
        touches it; Escape: all. Two clicks: its ties. + − 0: zoom.
      </p>
    </div>
  );
}

function isTouch(event: MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType === "touch";
}
