import type { ComponentChildren } from "preact";
import { FACTUALITIES } from "../data/graph";
import { Mark } from "./Mark";

/** What the marks mean: the factualities, then what is the view's own, as `<li>` elements. */
export function Legend({ children }: { children?: ComponentChildren }) {
  return (
    <ul class="legend" aria-label="Legend">
      {FACTUALITIES.map((word) => <li key={word}><Mark factuality={word} /> {word}</li>)}
      {children}
    </ul>
  );
}
