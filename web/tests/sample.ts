import type { Dated, Factuality, GraphAnswer, Role, Tie } from "../src/data/contract";
import { dayOf } from "../src/data/days";
import { type Graph, readGraph } from "../src/data/graph";

/** A claim in words: parties and places by name, days as written. */
export interface Told {
  doers?: string[];
  others?: string[];
  places?: string[];
  speaker?: string;
  document?: string;
  type?: string;
  factuality?: Factuality;
  from?: string;
  to?: string;
  /** Only the report's day is known, before which it was. */
  by?: string;
  /** Only the report's day is known, after which it is intended. */
  after?: string;
  /** A state that holds on the report's day. */
  held?: string;
  incident?: string;
  contradicted?: boolean;
  /** Whose word it rests on. */
  origin?: string;
  /** Claims of one number are reprints of one another. */
  reprint?: number;
}

const TIES: Record<string, Tie | null> = { Attack: "hostile", ArmedClash: "hostile", Alliance: "friendly", Formation: "belonging", Visit: null };

/** What is known of a thing beside its name: kind "Thing", role "other" and path "thing/NAME" where nothing is said. */
export interface Known {
  kind?: string;
  role?: Role;
  path?: string;
  label?: string;
  /** Latitude and longitude. */
  position?: [number, number];
}

/** A graph of a few claims; *within* says which place lies directly in which, *issued* the day of a document. */
export function graphOf(told: Told[], within: Record<string, string> = {}, known: Record<string, Known> = {}, issued: Record<string, number> = {}): Graph {
  const names = [...new Set([...told.flatMap((one) => [...(one.doers ?? []), ...(one.others ?? []), ...(one.places ?? []), one.speaker ?? "Courier", ...(one.origin ? [one.origin] : [])]), ...Object.entries(within).flat()])].sort();
  const documents = [...new Set(told.map((one) => one.document ?? "1.txt"))].sort();
  const types = Object.keys(TIES).sort();
  const at = (name: string) => names.indexOf(name);
  const day = (written?: string) => (written === undefined ? null : dayOf(written));
  const located = names.filter((name) => known[name]?.position);
  const answer: GraphAnswer = {
    things: {
      path: names.map((name) => known[name]?.path ?? `thing/${name}`),
      label: names.map((name) => known[name]?.label ?? name),
      kind: names.map((name) => known[name]?.kind ?? "Thing"),
      role: names.map((name) => known[name]?.role ?? "other"),
      claims: names.map(() => 0),
      reprints: names.map(() => 0),
    },
    documents: { path: documents.map((name) => `document/${name}`), label: documents, file: documents, issued: documents.map((name) => issued[name] ?? null) },
    types: { name: types, label: types.map((name) => name.toLowerCase()), tie: types.map((name) => TIES[name]!), state: types.map((name) => name === "Alliance"), backward: types.map((name) => name === "Formation"), relation: types.map((name) => (name === "Alliance" ? "mutual" : name === "ArmedClash" ? "sides" : null)), doer: types.map(() => "doer"), other: types.map(() => "other") },
    claims: {
      path: told.map((_, i) => `claim/${i}`),
      type: told.map((one) => types.indexOf(one.type ?? "Attack")),
      factuality: told.map((one) => one.factuality ?? "asserted"),
      comment: told.map(() => false),
      speaker: told.map((one) => at(one.speaker ?? "Courier")),
      document: told.map((one) => documents.indexOf(one.document ?? "1.txt")),
      paragraph: told.map(() => 1),
      notBefore: told.map((one) => day(one.after ?? one.held ?? one.from)),
      notAfter: told.map((one) => day(one.by ?? one.held ?? one.to)),
      dated: told.map((one): Dated => (one.by || one.after ? "report" : one.held ? "attested" : one.from || one.to ? "claim" : null)),
      doers: told.map((one) => (one.doers ?? []).map(at)),
      others: told.map((one) => (one.others ?? []).map(at)),
      places: told.map((one) => (one.places ?? []).map(at)),
      incident: told.map((one) => one.incident ?? null),
      contradicted: told.map((one) => one.contradicted ?? false),
      origin: told.map((one) => (one.origin ? at(one.origin) : null)),
      reprint: told.map((one) => one.reprint ?? null),
    },
    ties: { path: [], kind: [], tie: [], label: [], a: [], b: [], beganNotBefore: [], beganNotAfter: [], endedNotBefore: [], endedNotAfter: [], attested: [], standing: [], claims: [], disputed: [] },
    places: { thing: located.map(at), latitude: located.map((name) => known[name]!.position![0]), longitude: located.map((name) => known[name]!.position![1]) },
    within: { thing: Object.keys(within).map(at), in: Object.values(within).map(at) },
    total: { claims: told.length, shown: told.length },
  };
  return readGraph(answer);
}
