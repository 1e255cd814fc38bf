import { FACTUALITIES } from "../../data/graph";
import type { Factuality } from "../../data/contract";
import type { Tally } from "../../data/tally";

export interface Sector {
  readonly factuality: Factuality;
  readonly d: string;
}

/** A circle of *radius* about (0, 0), cut by how surely its claims are made, clockwise from the top. */
export function sectorsOf(told: Tally, radius: number): Sector[] {
  let from = 0;
  return FACTUALITIES.filter((word) => told.by[word]).map((factuality) => {
    const to = from + told.by[factuality] / told.claims;
    const d = pathOf(from, to, radius);
    from = to;
    return { factuality, d };
  });
}

function pathOf(from: number, to: number, radius: number): string {
  if (to - from > 0.9999) return `M0 ${-radius}A${radius} ${radius} 0 1 1 0 ${radius}A${radius} ${radius} 0 1 1 0 ${-radius}Z`;
  const at = (turn: number) => `${(radius * Math.sin(2 * Math.PI * turn)).toFixed(2)} ${(-radius * Math.cos(2 * Math.PI * turn)).toFixed(2)}`;
  return `M0 0L${at(from)}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}Z`;
}
