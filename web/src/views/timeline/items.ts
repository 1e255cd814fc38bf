import { type Claims, NO_DAY } from "../../data/graph";

/** What is drawn in a row for one claim or several. Days are fractional, ends not included. */
export interface Item {
  /** mark: one claim; bar: several whose days fall in one bin; span: a stretch longer than a bin, of one claim or several that overlap. */
  readonly kind: "mark" | "bar" | "span";
  readonly from: number;
  readonly to: number;
  /** It may have been earlier ("by this day"), or later. */
  readonly openLeft: boolean;
  readonly openRight: boolean;
  readonly claims: readonly number[];
}

/** A bin is one of these many days long. */
const STEPS = [1, 2, 3, 7, 14, 30, 61, 91, 182, 365, 730, 1461, 3652];
/** A bar is at least so many pixels wide: its count has to fit. */
const BAR_PIXELS = 28;

/** How many days a bin has where a day is *pixels* wide. */
export function binDays(pixels: number): number {
  return STEPS.find((days) => days * pixels >= BAR_PIXELS) ?? Math.ceil(BAR_PIXELS / pixels);
}

/** The first and last day of *claim*: where one is open, both are the one that is known. */
export function knownDays(claims: Claims, claim: number): [number, number] {
  const [from, to] = [claims.notBefore[claim]!, claims.notAfter[claim]!];
  return [from === NO_DAY ? to : from, to === NO_DAY ? from : to];
}

/**
 * The items of a row, in two lanes: claims whose first and last day are known, and those open to one side. Each by day.
 *
 * A claim stands in the bin of the middle of its days; every claim is in one item and only one.
 */
export function itemsOf(claims: Claims, placed: Iterable<number>, bin: number): { closed: Item[]; open: Item[] } {
  const [closed, open, long]: [Map<number, number[]>, Map<number, number[]>, number[]] = [new Map(), new Map(), []];
  for (const claim of placed) {
    const [from, to] = knownDays(claims, claim);
    if (to - from + 1 > bin) long.push(claim);
    else {
      const at = Math.floor((from + to + 1) / 2 / bin);
      const bins = isOpen(claims, claim) ? open : closed;
      const there = bins.get(at);
      if (there) there.push(claim);
      else bins.set(at, [claim]);
    }
  }
  return { closed: byDay([...binned(claims, closed, bin), ...spans(claims, long)]), open: byDay(binned(claims, open, bin)) };
}

export function isOpen(claims: Claims, claim: number): boolean {
  return claims.notBefore[claim] === NO_DAY || claims.notAfter[claim] === NO_DAY;
}

function binned(claims: Claims, bins: ReadonlyMap<number, number[]>, bin: number): Item[] {
  return [...bins].map(([at, inside]) => {
    const [from, to] = inside.length > 1 ? [at * bin, (at + 1) * bin] : extentOf(claims, inside);
    return { kind: inside.length > 1 ? "bar" : "mark", from, to, ...openness(claims, inside), claims: inside };
  });
}

function openness(claims: Claims, inside: readonly number[]): { openLeft: boolean; openRight: boolean } {
  return {
    openLeft: inside.some((claim) => claims.notBefore[claim] === NO_DAY),
    openRight: inside.some((claim) => claims.notAfter[claim] === NO_DAY),
  };
}

function spans(claims: Claims, long: number[]): Item[] {
  const found: { kind: "span"; from: number; to: number; openLeft: false; openRight: false; claims: number[] }[] = [];
  for (const claim of long.sort((a, b) => claims.notBefore[a]! - claims.notBefore[b]!)) {
    const [from, to] = extentOf(claims, [claim]);
    const last = found.at(-1);
    if (last && from < last.to) {
      last.to = Math.max(last.to, to);
      last.claims.push(claim);
    } else found.push({ kind: "span", from, to, openLeft: false, openRight: false, claims: [claim] });
  }
  return found;
}

/** From the first day of *inside* to the end of the last. */
export function extentOf(claims: Claims, inside: Iterable<number>): [number, number] {
  let [first, last] = [Infinity, -Infinity];
  for (const claim of inside) {
    const [from, to] = knownDays(claims, claim);
    first = Math.min(first, from);
    last = Math.max(last, to + 1);
  }
  return [first, last];
}

function byDay(items: Item[]): Item[] {
  return items.sort((a, b) => a.from - b.from || a.to - b.to);
}
