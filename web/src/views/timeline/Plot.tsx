import type { ComponentChildren, RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Graph } from "../../data/graph";
import { usePalette } from "../../parts/palette";
import { useWidth } from "../../parts/useWidth";
import { type Cursor, across, along, start } from "./cursor";
import { describe } from "./describe";
import { type Frame, type ItemCache, type Sheet, binAt, frameOf, sheetOf } from "./frame";
import { type Box, boxAt, rowAt, rowsBetween } from "./geometry";
import { paint } from "./paint";
import { PlotLegend, ZoomButtons } from "./around";
import { type TimelineRow, rowLabel, rowParts } from "./rows";
import { type Tick, ticksOf } from "./ticks";
import { type Zooming, useZoom } from "./useZoom";

const NAMES_WIDTH = 240;
const NARROW = 620;
const A_TICK = 110;

interface Props {
  graph: Graph;
  rows: readonly TimelineRow[];
  selected: ReadonlySet<number>;
  open: (claims: Iterable<number>, title: string) => void;
  /** Stands beside the buttons. */
  children: ComponentChildren;
}

/** The rows with their marks by day: a canvas that lies still over names that scroll, and only those names that are seen. */
export function Plot({ graph, rows, selected, open, children }: Props) {
  const [space, canvas, scroller] = [useRef<HTMLDivElement>(null), useRef<HTMLCanvasElement>(null), useRef<HTMLDivElement>(null)];
  const all = useWidth(space);
  const isNarrow = all < NARROW;
  const width = Math.max(0, all - (isNarrow ? 0 : NAMES_WIDTH));
  const sheet = useMemo(() => sheetOf(graph, rows, isNarrow), [graph, rows, isNarrow]);
  const zooming = useZoom(canvas, width, sheet.to - sheet.from, sheet);
  const bin = width ? binAt(sheet, width, zooming.transform.k) : 1;
  const cache = useMemo<ItemCache>(() => new Map(), [sheet, bin]);
  const frame = frameOf(sheet, width, zooming.transform, cache);
  const ticks = ticksOf(frame.toDay(0), frame.toDay(width), Math.max(2, width / A_TICK));
  const [top, setTop] = useState(0);
  const height = Math.min(sheet.height, Math.max(260, Math.round(innerHeight * 0.62)));
  const seen = { ...rowsBetween(sheet.tops, top, top + height), top, height };
  const palette = usePalette();
  const [cursor, setCursor] = useCursor(sheet);
  const [hovered, setHovered] = useState<{ box: Box; row: number } | null>(null);
  useLayoutEffect(() => {
    if (canvas.current && width) paint(canvas.current, graph, palette, frame, { ...seen, ticks, cursor, selected });
  });
  const under = (event: MouseEvent) => {
    const row = rowAt(sheet.tops, event.offsetY + top);
    const box = row < 0 ? null : boxAt(frame.boxesOf(row), event.offsetX, event.offsetY + top - sheet.tops[row]!);
    return box && { box, row };
  };
  const show = (at: { box: Box; row: number } | null) => {
    if (!at) return;
    setCursor({ row: at.row, claim: at.box.item.claims[0]! });
    open(at.box.item.claims, rowLabel(graph, sheet.rows[at.row]!));
  };
  const at = cursor && boxOf(frame, cursor);
  const told = at && cursor ? `${rowLabel(graph, rows[cursor.row]!)}: ${describe(graph, at.item)}. Row ${cursor.row + 1} of ${rows.length}.` : "";
  const goTo = (next: Cursor | null) => {
    if (!next) return;
    setCursor(next);
    bringIntoView(scroller, frame, next, height, zooming);
  };
  return (
    <div class="plot">
      <div class="bar">
        {children}
        <ZoomButtons zooming={zooming} width={width} />
      </div>
      <PlotLegend most={mostOf(frame, seen.first, seen.end)} bin={bin} />
      <Axis ticks={ticks} frame={frame} />
      <div class="scroller" ref={scroller} style={{ height: `${height}px` }} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
        <div class="space" ref={space} style={{ height: `${sheet.height}px` }}>
          <canvas
            ref={canvas} tabindex={0} role="application" aria-roledescription="timeline" aria-label="Claims by pair and day"
            aria-describedby="plot-keys" class={hovered ? "over-mark" : ""}
            onPointerMove={(event) => setHovered(under(event))} onPointerLeave={() => setHovered(null)} onClick={(event) => show(under(event))}
            onFocus={() => cursor ?? setCursor(start((row) => itemsIn(frame, row), rows.length))}
            onKeyDown={(event) => {
              const act = keyed(event, frame, cursor, zooming, goTo, () => cursor && at && show({ box: at, row: cursor.row }));
              if (act) event.preventDefault();
            }}
          />
          <Names graph={graph} sheet={sheet} first={seen.first} end={seen.end} open={open} />
          {hovered && <Tip sheet={sheet} {...hovered} left={isNarrow ? 0 : NAMES_WIDTH} width={all} told={describe(graph, hovered.box.item)} />}
        </div>
      </div>
      <p class="unseen" role="status">{told}</p>
      <p id="plot-keys" class="soft keys">Keys, with the timeline in focus: arrows go from mark to mark, Enter shows the sentences, Escape closes them; + and − zoom, 0 shows all, Shift with an arrow moves in time.</p>
    </div>
  );
}

/** The cursor is of one sheet: other rows have none yet. */
function useCursor(sheet: Sheet): [Cursor | null, (cursor: Cursor | null) => void] {
  const [held, setHeld] = useState<{ sheet: Sheet; cursor: Cursor | null }>({ sheet, cursor: null });
  return [held.sheet === sheet ? held.cursor : null, (cursor) => setHeld({ sheet, cursor })];
}

function itemsIn(frame: Frame, row: number) {
  const { closed, open } = frame.itemsOf(row);
  return [...closed, ...open];
}

function boxOf(frame: Frame, cursor: Cursor): Box | null {
  return frame.boxesOf(cursor.row).find((box) => box.item.claims.includes(cursor.claim)) ?? null;
}

function mostOf(frame: Frame, first: number, end: number): number {
  let most = 0;
  for (let row = first; row < end; row++) for (const item of itemsIn(frame, row)) most = Math.max(most, item.claims.length);
  return most;
}

/** Do what the key says; whether it said anything. */
function keyed(
  event: KeyboardEvent, frame: Frame, cursor: Cursor | null, zooming: Zooming, goTo: (cursor: Cursor | null) => void, show: () => void,
): boolean {
  const items = (row: number) => itemsIn(frame, row);
  const rows = frame.sheet.rows.length;
  const shifted: Record<string, () => void> = {
    ArrowLeft: () => zooming.move(-frame.width / 5),
    ArrowRight: () => zooming.move(frame.width / 5),
  };
  const plain: Record<string, () => void> = {
    ArrowLeft: () => goTo(cursor && along(items, cursor, -1)),
    ArrowRight: () => goTo(cursor && along(items, cursor, 1)),
    ArrowUp: () => goTo(cursor && across(items, rows, cursor, -1)),
    ArrowDown: () => goTo(cursor && across(items, rows, cursor, 1)),
    Home: () => goTo(start(items, rows)),
    Enter: show,
    " ": show,
    "+": zooming.nearer,
    "=": zooming.nearer,
    "-": zooming.farther,
    "0": zooming.whole,
  };
  const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : ((event.shiftKey && shifted[event.key]) || plain[event.key]);
  act?.();
  return act !== undefined;
}

function bringIntoView(scroller: RefObject<HTMLElement>, frame: Frame, cursor: Cursor, height: number, zooming: Zooming): void {
  const [y0, y1] = [frame.sheet.tops[cursor.row]!, frame.sheet.tops[cursor.row + 1]!];
  const at = scroller.current;
  if (at && y0 < at.scrollTop) at.scrollTop = y0;
  if (at && y1 > at.scrollTop + height) at.scrollTop = y1 - height;
  const box = boxOf(frame, cursor);
  const x = box ? (box.x0 + box.x1) / 2 : 0;
  if (box && (x < 0 || x > frame.width)) zooming.move(x - frame.width / 2);
}

function Axis({ ticks, frame }: { ticks: readonly Tick[]; frame: Frame }) {
  return (
    <div class="axis" aria-hidden="true" style={{ marginLeft: `${frame.sheet.isNarrow ? 0 : NAMES_WIDTH}px`, width: `${frame.width}px` }}>
      {ticks.filter(({ day }) => frame.toX(day) > 30 && frame.toX(day) < frame.width - 30).map(({ day, label }) => (
        <span key={day} style={{ left: `${frame.toX(day)}px` }}>{label}</span>
      ))}
    </div>
  );
}

function Names({ graph, sheet, first, end, open }: Pick<Props, "graph" | "open"> & { sheet: Sheet; first: number; end: number }) {
  return (
    <ul class="names" style={{ width: sheet.isNarrow ? "100%" : `${NAMES_WIDTH}px` }}>
      {sheet.rows.slice(first, end).map((row, i) => (
        <li key={row.key} class={sheet.isNarrow ? "one-line" : ""} style={{ top: `${sheet.tops[first + i]}px` }} aria-setsize={sheet.rows.length} aria-posinset={first + i + 1}>
          <span class="soft">{row.placed.length}</span>{" "}
          <button type="button" class="link" title={toldRow(graph, row)} onClick={() => open([...row.placed, ...row.undated], rowLabel(graph, row))}><RowName graph={graph} row={row} /></button>
        </li>
      ))}
    </ul>
  );
}

function RowName({ graph, row }: { graph: Graph; row: TimelineRow }) {
  const { before, names, between, after } = rowParts(graph, row);
  return <>{before}{names.map((name, i) => <>{i > 0 && between}<bdi>{name}</bdi></>)}{after}</>;
}

function toldRow(graph: Graph, row: TimelineRow): string {
  return `${rowLabel(graph, row)}: ${row.placed.length} with a day${row.undated.length ? `, ${row.undated.length} without` : ""}`;
}

function Tip({ sheet, box, row, left, width, told }: { sheet: Sheet; box: Box; row: number; left: number; width: number; told: string }) {
  const x = Math.max(0, Math.min(left + box.x0, width - 260));
  return <div class="tip" aria-hidden="true" style={{ left: `${x}px`, top: `${sheet.tops[row]! + box.y1 + 6}px` }}>{told}</div>;
}
