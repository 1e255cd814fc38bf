/** What the server answers: columns of tables, all arrays of one table equally long. Days count from 1970-01-01, UTC. */

export type Day = number;
export type Factuality = "asserted" | "hedged" | "intended" | "denied";
export type Tie = "hostile" | "friendly" | "belonging" | "leading" | "holding";
export type Role = "actor" | "place" | "other";
/** Whose days a claim has: its own; its report's, on which the state told of holds; or only its report's, before which it was, or after which it is intended. */
export type Dated = "claim" | "attested" | "report" | null;

export interface GraphAnswer {
  things: { path: string[]; label: string[]; kind: string[]; role: Role[]; claims: number[]; reprints: number[] };
  documents: { path: string[]; label: string[]; file: string[]; issued: (Day | null)[] };
  types: {
    name: string[];
    label: string[];
    tie: (Tie | null)[];
    /** The tie leads from the recipients to the actors. */
    backward: boolean[];
    /** It lasts over time. */
    state: boolean[];
    /** Its parties are two sides of one fight in no order, or all in one relation whichever role they have; null: each in its role. */
    relation: ("sides" | "mutual" | null)[];
    /** What the roles of actors and of recipients are called. */
    doer: string[];
    other: string[];
  };
  claims: {
    path: string[];
    type: number[];
    factuality: Factuality[];
    comment: boolean[];
    speaker: number[];
    document: number[];
    paragraph: number[];
    notBefore: (Day | null)[];
    notAfter: (Day | null)[];
    dated: Dated[];
    doers: number[][];
    others: number[][];
    places: number[][];
    incident: (string | null)[];
    contradicted: boolean[];
    /** Of a report of an incident, the thing whose word it rests on. */
    origin: (number | null)[];
    /** Claims of one number say the same in the same words, in several publications of one text. */
    reprint: (number | null)[];
  };
  ties: {
    path: string[];
    kind: string[];
    tie: Tie[];
    label: string[];
    a: number[];
    b: number[];
    beganNotBefore: (Day | null)[];
    beganNotAfter: (Day | null)[];
    endedNotBefore: (Day | null)[];
    endedNotAfter: (Day | null)[];
    attested: Day[][];
    standing: string[];
    claims: number[][];
    /** The claims that deny it. */
    disputed: number[][];
  };
  places: { thing: number[]; latitude: number[]; longitude: number[] };
  within: { thing: number[]; in: number[] };
  /** How many claims the filters let through, and how many are here: the others lack what every claim must have. */
  total: { claims: number; shown: number };
}

export interface Link {
  label: string;
  href: string | null;
}

/** Of a release that has no pages here, every href is null. */
export interface EvidenceClaim {
  path: string;
  href: string | null;
  type: string;
  factuality: Factuality;
  saying: string;
  comment: boolean;
  speaker: Link;
  relay: Link | null;
  document: Link;
  issued: string | null;
  when: string | null;
  quotes: { text: string; href: string | null; paragraph: number; place: string | null }[];
  /** The same words in other publications of the text. */
  also: Link[];
  roles: { role: string; things: Link[] }[];
  quantities: { kind: string; text: string }[];
}

export interface EvidenceAnswer {
  claims: EvidenceClaim[];
}
