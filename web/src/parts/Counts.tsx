import { FACTUALITIES } from "../data/graph";
import type { Tally } from "../data/tally";
import { Mark } from "./Mark";

/** The small marks beside a number of claims: how many of them are not plainly asserted, are contradicted, are reprints. */
export function Counts({ told }: { told: Tally }) {
  return (
    <span class="counts" aria-hidden="true">
      {FACTUALITIES.map((word) => word !== "asserted" && told.by[word] > 0 && <span key={word}><Mark factuality={word} />{told.by[word]}</span>)}
      {told.contradicted > 0 && <span class="contradicted">≠{told.contradicted}</span>}
      {told.reprints > 0 && <span>≡{told.reprints}</span>}
    </span>
  );
}
