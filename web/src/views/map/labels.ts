export interface Label {
  /** Of what it stands at: two places may be called the same. */
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly isMark: boolean;
}

const LETTER = 6.4;
const LINE = 15;
const EDGE = 3;

/** About how many pixels wide *text* is. */
export function widthOf(text: string): number {
  return text.length * LETTER;
}

/**
 * Of *wanted*, those first that matter most, the labels that do not cover one another; they are centred on x, and moved where
 * they would stick out of *width*. What lies beyond its edges has no label: it would name another place.
 */
export function roomFor(wanted: readonly Label[], width: number): Label[] {
  const kept: { label: Label; half: number }[] = [];
  for (const asked of wanted.filter(({ x }) => x >= 0 && x <= width)) {
    const half = widthOf(asked.text) / 2 + EDGE;
    const label = { ...asked, x: Math.max(half, Math.min(width - half, asked.x)) };
    const isFree = kept.every((other) => Math.abs(other.label.x - label.x) > other.half + half || Math.abs(other.label.y - label.y) > LINE);
    if (isFree) kept.push({ label, half });
  }
  return kept.map(({ label }) => label);
}
