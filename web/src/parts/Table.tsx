import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

const A_STEP = 100;

export interface Column<Row> {
  readonly label: string;
  readonly cell: (row: Row) => ComponentChildren;
}

interface Props<Row> {
  /** What opens it; every view has one that is called "As a table". */
  title?: string;
  caption: string;
  columns: readonly Column<Row>[];
  rows: ArrayLike<Row>;
}

/** The same as the picture, as a table: made when it is opened, so many rows at a time. */
export function AsTable<Row>({ title = "As a table", caption, columns, rows }: Props<Row>) {
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState(A_STEP);
  return (
    <details class="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && (
        <div class="wide" tabindex={0} role="region" aria-label={caption}>
          <table>
            <caption>{caption}</caption>
            <thead><tr>{columns.map((column) => <th key={column.label} scope="col">{column.label}</th>)}</tr></thead>
            <tbody>
              {Array.from({ length: Math.min(shown, rows.length) }, (_, i) => (
                <tr key={i}>{columns.map((column) => <td key={column.label}>{column.cell(rows[i]!)}</td>)}</tr>
              ))}
            </tbody>
          </table>
          {shown < rows.length && (
            <p>{shown} of {rows.length} rows. <button type="button" onClick={() => setShown(shown + A_STEP)}>Show {Math.min(A_STEP, rows.length - shown)} more</button></p>
          )}
        </div>
      )}
    </details>
  );
}
