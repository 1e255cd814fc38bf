export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

const LETTER = 6.4;
const LINE = 15;

/** Of *wanted*, those first that matter most, the labels that do not cover one another. They are centred below (x, y). */
export function roomFor(wanted: readonly Label[]): Label[] {
  const kept: { label: Label; half: number }[] = [];
  for (const label of wanted) {
    const half = (label.text.length * LETTER) / 2;
    const isFree = kept.every((other) => Math.abs(other.label.x - label.x) > other.half + half || Math.abs(other.label.y - label.y) > LINE);
    if (isFree) kept.push({ label, half });
  }
  return kept.map(({ label }) => label);
}
