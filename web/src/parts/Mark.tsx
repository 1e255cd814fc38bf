import type { Factuality } from "../data/contract";
import { SHAPES } from "./marks";

/** The shape of a factuality, beside the word that says it. */
export function Mark({ factuality }: { factuality: Factuality }) {
  const { d, filled, dash, width } = SHAPES[factuality];
  return (
    <svg class={`mark ${factuality}`} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path d={d} class={filled ? "filled" : "hollow"} stroke-width={width} {...(dash.length && { "stroke-dasharray": dash.join(" ") })} />
    </svg>
  );
}
