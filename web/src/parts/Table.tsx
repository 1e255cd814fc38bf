import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { csv } from "../data/csv";
import { Download } from "./Download";

const A_STEP = 100;

export interface Column<Row> {
  readonly label: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** What stands in the downloaded file where the cell is more than text. */
  readonly text?: (row: Row) => string;
}

interface Props<Row> {
  /** What opens it; every view has one that is called "As a table". */
  title?: string;
  caption: string;
  columns: readonly Column<Row>[];
  rows: ArrayLike<Row>;
}

/** The same as the picture, as a table: made when it is opened, so many rows at a time; all of them as a file. */
export function AsTable<Row>({ title = "As a table", caption, columns, rows }: Props<Row>) {
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState(A_STEP);
  return (
    <details class="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && (
        <>
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
          </div>
          <p class="bar">
            {Math.min(shown, rows.length)} of {rows.length} rows.
            {shown < rows.length && <button type="button" onClick={() => setShown(shown + A_STEP)}>Show {Math.min(A_STEP, rows.length - shown)} more</button>}
            <Download name={`${fileName(caption)}.csv`} type="text/csv;charset=utf-8" content={() => written(columns, rows)} label="Download all as CSV" />
          </p>
        </>
      )}
    </details>
  );
}

function written<Row>(columns: readonly Column<Row>[], rows: ArrayLike<Row>): string {
  const cells = (row: Row) => columns.map(({ cell, text }) => (text ? text(row) : plain(cell(row))));
  return csv(columns.map(({ label }) => label), Array.from(rows, cells));
}

function plain(cell: ComponentChildren): string {
  return typeof cell === "string" || typeof cell === "number" ? String(cell) : "";
}

function fileName(caption: string): string {
  return caption.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "table";
}
