export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly isMark: boolean;
}

const LETTER = 6.4;
const LINE = 15;

/** About how many pixels wide *text* is. */
export function widthOf(text: string): number {
  return text.length * LETTER;
}

/** Of *wanted*, those first that matter most, the labels that do not cover one another. They are centred below (x, y). */
export function roomFor(wanted: readonly Label[]): Label[] {
  const kept: { label: Label; half: number }[] = [];
  for (const label of wanted) {
    const half = widthOf(label.text) / 2;
    const isFree = kept.every((other) => Math.abs(other.label.x - label.x) > other.half + half || Math.abs(other.label.y - label.y) > LINE);
    if (isFree) kept.push({ label, half });
  }
  return kept.map(({ label }) => label);
}
