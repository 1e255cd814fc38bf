import type { ZoomTransform } from "d3-zoom";
import type { Graph } from "../../data/graph";
import { type Box, type Lanes, NAME, boxesOf, rowTops } from "./geometry";
import { type Item, binDays, extentOf, isOpen, itemsOf } from "./items";
import type { TimelineRow } from "./rows";

/** What stays when the reader moves and zooms: the rows with their heights, and the days that they cover. */
export interface Sheet {
  readonly graph: Graph;
  readonly rows: readonly TimelineRow[];
  readonly lanes: readonly Lanes[];
  readonly tops: Float64Array;
  readonly height: number;
  readonly isNarrow: boolean;
  /** First day and end of the last, with a little room. */
  readonly from: number;
  readonly to: number;
}

export function sheetOf(graph: Graph, rows: readonly TimelineRow[], isNarrow: boolean): Sheet {
  const lanes = rows.map((row) => lanesOf(graph, row));
  const tops = rowTops(lanes, isNarrow);
  const [from, to] = coveredDays(graph, rows);
  return { graph, rows, lanes, tops, height: tops[rows.length]!, isNarrow, from, to };
}

function lanesOf({ claims }: Graph, row: TimelineRow): Lanes {
  const open = row.placed.filter((claim) => isOpen(claims, claim)).length;
  return { open: open > 0, closed: open < row.placed.length };
}

function coveredDays({ claims }: Graph, rows: readonly TimelineRow[]): [number, number] {
  let [first, end] = [Infinity, -Infinity];
  for (const row of rows) {
    const [from, to] = extentOf(claims, row.placed);
    [first, end] = [Math.min(first, from), Math.max(end, to)];
  }
  const room = Math.max(2, (end - first) * 0.03);
  return [first - room, end + room];
}

/** What is seen of a sheet at a zoom: days as pixels, and the items of each row, parted once per width of the bins. */
export interface Frame {
  readonly sheet: Sheet;
  readonly width: number;
  readonly bin: number;
  readonly toX: (day: number) => number;
  readonly toDay: (x: number) => number;
  readonly itemsOf: (row: number) => { closed: Item[]; open: Item[] };
  readonly boxesOf: (row: number) => Box[];
}

export type ItemCache = Map<number, { closed: Item[]; open: Item[] }>;

/** The width of the bins when *sheet* is *width* pixels wide at zoom *k*. */
export function binAt(sheet: Sheet, width: number, k: number): number {
  return binDays((width * k) / (sheet.to - sheet.from));
}

/** *cache* holds what was parted at the same bins before. */
export function frameOf(sheet: Sheet, width: number, transform: ZoomTransform, cache: ItemCache): Frame {
  const days = sheet.to - sheet.from;
  const bin = binAt(sheet, width, transform.k);
  const toX = (day: number) => transform.applyX(((day - sheet.from) / days) * width);
  const toDay = (x: number) => (transform.invertX(x) / width) * days + sheet.from;
  const items = (row: number) => {
    const made = cache.get(row) ?? itemsOf(sheet.graph.claims, sheet.rows[row]!.placed, bin);
    cache.set(row, made);
    return made;
  };
  const top = sheet.isNarrow ? NAME : 0;
  return { sheet, width, bin, toX, toDay, itemsOf: items, boxesOf: (row) => boxesOf(items(row), sheet.lanes[row]!, toX, top) };
}
