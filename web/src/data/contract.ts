/** What the server answers: columns of tables, all arrays of one table equally long. Days count from 1970-01-01, UTC. */

export type Day = number;
export type Factuality = "asserted" | "hedged" | "intended" | "denied";
export type Tie = "hostile" | "friendly" | "belonging" | "leading" | "holding";
export type Role = "actor" | "place" | "other";
/** Whose days a claim has: its own, or only its document's ("by this day"). */
export type Dated = "claim" | "report" | null;

export interface GraphAnswer {
  things: { path: string[]; label: string[]; kind: string[]; role: Role[]; claims: number[] };
  documents: { path: string[]; label: string[]; file: string[]; issued: (Day | null)[] };
  /** Of each type: whether it is a state, how its parties stand (null: each in its role), and what the roles of either side are called. */
  types: { name: string[]; label: string[]; tie: (Tie | null)[]; state: boolean[]; relation: ("sides" | "mutual" | null)[]; doer: string[]; other: string[] };
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
  quotes: { text: string; href: string | null; paragraph: number }[];
  roles: { role: string; things: Link[] }[];
  quantities: { kind: string; text: string }[];
}

export interface EvidenceAnswer {
  claims: EvidenceClaim[];
}
