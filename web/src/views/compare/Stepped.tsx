import type { JSX } from "preact";
import { useState } from "preact/hooks";

const A_STEP = 50;

interface Props<Row> {
  id: string;
  title: string;
  rows: readonly Row[];
  told: (row: Row) => JSX.Element;
}

/** A section of rows, so many at a time. */
export function Stepped<Row>({ id, title, rows, told }: Props<Row>) {
  const [shown, setShown] = useState(A_STEP);
  return (
    <section class={`compared ${id}`} aria-labelledby={id}>
      <h2 id={id}><bdi>{title}</bdi> <span class="soft">{rows.length}</span></h2>
      {!rows.length && <p class="soft">Nothing.</p>}
      {rows.slice(0, shown).map(told)}
      {shown < rows.length && <p><button type="button" onClick={() => setShown(shown + A_STEP)}>Show {Math.min(A_STEP, rows.length - shown)} more of {rows.length}</button></p>}
    </section>
  );
}
