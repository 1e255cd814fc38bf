import type { Dated, GraphAnswer } from "./contract";
import { addTo } from "./lists";
import { type Ragged, ragged } from "./ragged";

export const FACTUALITIES = ["asserted", "hedged", "intended", "denied"] as const;
/** Stands in day columns where no day is known. */
export const NO_DAY = -0x80000000;
/** Stands in the column `origin` where nobody tells whose word it is. */
export const NOBODY = -1;
/** Values of the column `dated`. */
export const UNDATED = 0;
export const BY_CLAIM = 1;
export const BY_REPORT = 2;
export const ATTESTED = 3;

const DATED: Readonly<Record<NonNullable<Dated>, number>> = { claim: BY_CLAIM, report: BY_REPORT, attested: ATTESTED };

export interface Claims {
  readonly length: number;
  readonly path: readonly string[];
  readonly type: Uint32Array;
  /** Indices into FACTUALITIES. */
  readonly factuality: Uint8Array;
  readonly comment: Uint8Array;
  readonly speaker: Uint32Array;
  readonly document: Uint32Array;
  readonly paragraph: Uint32Array;
  /** First and last day, both included; NO_DAY where unknown. */
  readonly notBefore: Int32Array;
  readonly notAfter: Int32Array;
  /** UNDATED, BY_CLAIM, BY_REPORT or ATTESTED. */
  readonly dated: Uint8Array;
  readonly doers: Ragged;
  readonly others: Ragged;
  readonly places: Ragged;
  readonly incident: readonly (string | null)[];
  readonly contradicted: Uint8Array;
  /** The thing whose word a report of an incident rests on; NOBODY where that is not known. */
  readonly origin: Int32Array;
  /** Whether an earlier publication of the same text says it in the same words. */
  readonly reprint: Uint8Array;
}

/** The server's answer with the claims in typed columns and paths leading to indices. */
export interface Graph {
  readonly things: GraphAnswer["things"];
  readonly documents: GraphAnswer["documents"];
  readonly types: GraphAnswer["types"];
  readonly ties: GraphAnswer["ties"];
  readonly places: GraphAnswer["places"];
  readonly total: GraphAnswer["total"];
  readonly claims: Claims;
  /** For each place, those that lie directly within it. */
  readonly inside: ReadonlyMap<number, readonly number[]>;
  readonly thingAt: ReadonlyMap<string, number>;
  readonly documentAt: ReadonlyMap<string, number>;
  readonly typeAt: ReadonlyMap<string, number>;
  readonly claimAt: ReadonlyMap<string, number>;
}

export function readGraph(answer: GraphAnswer): Graph {
  return {
    things: answer.things,
    documents: answer.documents,
    types: answer.types,
    ties: answer.ties,
    places: answer.places,
    total: answer.total,
    claims: readClaims(answer),
    inside: insideOf(answer.within),
    thingAt: positions(answer.things.path),
    documentAt: positions(answer.documents.path),
    typeAt: positions(answer.types.name),
    claimAt: positions(answer.claims.path),
  };
}

function readClaims({ claims, documents }: GraphAnswer): Claims {
  return {
    length: claims.path.length,
    path: claims.path,
    type: Uint32Array.from(claims.type),
    factuality: Uint8Array.from(claims.factuality, (word) => FACTUALITIES.indexOf(word)),
    comment: flags(claims.comment),
    speaker: Uint32Array.from(claims.speaker),
    document: Uint32Array.from(claims.document),
    paragraph: Uint32Array.from(claims.paragraph),
    notBefore: days(claims.notBefore),
    notAfter: days(claims.notAfter),
    dated: Uint8Array.from(claims.dated, (by) => (by ? DATED[by] : UNDATED)),
    doers: ragged(claims.doers),
    others: ragged(claims.others),
    places: ragged(claims.places),
    incident: claims.incident,
    contradicted: flags(claims.contradicted),
    origin: Int32Array.from(claims.origin, (thing) => thing ?? NOBODY),
    reprint: flags(reprints(claims, documents.issued)),
  };
}

/** Which claims repeat another of their number: all but that of the earliest document; of several, and without days, the first here. */
function reprints(claims: GraphAnswer["claims"], issued: readonly (number | null)[]): boolean[] {
  const day = (claim: number) => issued[claims.document[claim]!] ?? Infinity;
  const first = new Map<number, number>();
  claims.reprint.forEach((group, claim) => {
    if (group === null) return;
    const known = first.get(group);
    if (known === undefined || day(claim) < day(known)) first.set(group, claim);
  });
  return claims.reprint.map((group, claim) => group !== null && first.get(group) !== claim);
}

function days(column: readonly (number | null)[]): Int32Array {
  return Int32Array.from(column, (day) => day ?? NO_DAY);
}

function flags(column: readonly boolean[]): Uint8Array {
  return Uint8Array.from(column, Number);
}

function positions(keys: readonly string[]): Map<string, number> {
  return new Map(keys.map((key, i) => [key, i]));
}

function insideOf(within: GraphAnswer["within"]): Map<number, number[]> {
  const inside = new Map<number, number[]>();
  within.thing.forEach((thing, i) => addTo(inside, within.in[i]!, thing));
  return inside;
}
