import type { Factuality } from "../data/contract";

/** A shape in a square of 12 by 12, drawn alike on canvas and in SVG: how sure a claim is shows without colour. */
export interface Shape {
  readonly d: string;
  readonly filled: boolean;
  readonly dash: readonly number[];
  readonly width: number;
}

const CIRCLE = "M10.5 6A4.5 4.5 0 1 1 1.5 6A4.5 4.5 0 1 1 10.5 6Z";

export const SHAPES: Readonly<Record<Factuality, Shape>> = {
  asserted: { d: CIRCLE, filled: true, dash: [], width: 1 },
  hedged: { d: CIRCLE, filled: false, dash: [2.4, 1.6], width: 2 },
  intended: { d: "M2 1.5L10.5 6L2 10.5Z", filled: false, dash: [], width: 1.8 },
  denied: { d: "M2 2L10 10M10 2L2 10", filled: false, dash: [], width: 2.6 },
};
