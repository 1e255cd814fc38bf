import type { Day, Factuality } from "./contract";
import { dayOf, writtenDay } from "./days";
import { FACTUALITIES } from "./graph";

/** What the address says: the filter and the chosen claims, the same names on every view, and what is the view's own. */
export interface Address {
  readonly actor: readonly string[];
  readonly place: readonly string[];
  readonly type: readonly string[];
  readonly factuality: readonly Factuality[];
  readonly source: readonly string[];
  readonly document: readonly string[];
  readonly from: Day | null;
  readonly to: Day | null;
  /** Whether a period also lets through what is known only by a later day: it may have been in it. */
  readonly earlier: boolean;
  readonly date: Day | null;
  readonly selected: readonly string[];
  /** Names that only one view knows (`rows=actors`), kept as they are. */
  readonly own: Readonly<Record<string, string>>;
}

const LISTS = ["actor", "place", "type", "source", "document", "selected"] as const;
const DAYS = ["from", "to", "date"] as const;
const SHARED = new Set<string>([...LISTS, ...DAYS, "factuality", "earlier"]);

/** What clears the filter: the network's date and the opened claims stay. */
export const NO_FILTER = { actor: [], place: [], type: [], factuality: [], source: [], document: [], from: null, to: null, earlier: false } satisfies Partial<Address>;

/** Read *search* ("?actor=…"); what is no known value (a day that is none) counts as absent. */
export function readAddress(search: string): Address {
  const given = new URLSearchParams(search);
  const list = (name: string) => [...new Set(given.getAll(name).filter(Boolean))];
  const day = (name: string) => dayOf(given.get(name) ?? "");
  return {
    actor: list("actor"),
    place: list("place"),
    type: list("type"),
    factuality: FACTUALITIES.filter((word) => list("factuality").includes(word)),
    source: list("source"),
    document: list("document"),
    from: day("from"),
    to: day("to"),
    earlier: given.get("earlier") === "yes",
    date: day("date"),
    selected: list("selected"),
    own: Object.fromEntries([...given].filter(([name]) => !SHARED.has(name))),
  };
}

/** Write *address* as a search part, "" if it says nothing. Paths keep their slashes. */
export function writeAddress(address: Address): string {
  const said: [string, string][] = [];
  for (const name of ["actor", "place", "type", "factuality", "source", "document"] as const)
    for (const value of address[name]) said.push([name, value]);
  for (const name of DAYS) {
    const day = address[name];
    if (day !== null) said.push([name, writtenDay(day)]);
  }
  if (address.earlier) said.push(["earlier", "yes"]);
  for (const value of address.selected) said.push(["selected", value]);
  said.push(...Object.entries(address.own));
  const search = said.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2F", "/")}`).join("&");
  return search && `?${search}`;
}

/** What goes along from view to view: the filter, without the chosen claims and what is the view's own. */
export function carried(address: Address): Address {
  return { ...address, selected: [], own: {} };
}

/** The part of the filter that the server knows too, as a search part. */
export function servedFilter(address: Address): string {
  return writeAddress({ ...carried(address), from: null, to: null, earlier: false, date: null });
}

/** Whether anything narrows what is shown. */
export function narrows(address: Address): boolean {
  return writeAddress({ ...carried(address), earlier: false, date: null }) !== "";
}
