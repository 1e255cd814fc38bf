import { useMemo, useState } from "preact/hooks";
import { type Row, type Rows, columnKind, sortedBy } from "../../data/solutions";
import { Cell } from "./Cell";
import type { Facts } from "./iris";
import { linkColumn } from "./linked";

const A_STEP = 100;

interface Sort {
  readonly column: number;
  readonly isDescending: boolean;
}

/** The answer row by row, sorted by the column whose head is pressed; so many rows at a time. */
export function AnswerTable({ answer, facts, root }: { answer: Rows; facts: Facts; root: string }) {
  const [sort, setSort] = useState<Sort | null>(null);
  const [shown, setShown] = useState(A_STEP);
  const rows = useMemo(() => (sort ? sortedBy(answer, sort.column, sort.isDescending) : answer.rows), [answer, sort]);
  const numeric = useMemo(() => answer.columns.map((_, i) => columnKind(answer, i) === "number"), [answer]);
  const links = useMemo(() => answer.columns.map((name) => linkColumn(answer.columns, name)), [answer]);
  const press = (column: number) => setSort(sort?.column !== column ? { column, isDescending: false } : sort.isDescending ? null : { column, isDescending: true });
  return (
    <>
      <div class="wide answer-table" tabindex={0} role="region" aria-label="Rows of the answer">
        <table>
          <thead>
            <tr>
              {answer.columns.map((name, i) => (
                <th key={name} scope="col" class={numeric[i] ? "number" : ""} aria-sort={sort?.column !== i ? "none" : sort.isDescending ? "descending" : "ascending"}>
                  <button type="button" class="link" onClick={() => press(i)}>{name}<span aria-hidden="true">{sort?.column === i && (sort.isDescending ? " ↓" : " ↑")}</span></button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row, at) => (
              <tr key={at}>
                {answer.columns.map((name, i) => <td key={name} class={numeric[i] ? "number" : ""}><Cell term={row[i] ?? null} link={linkTerm(row, links[i]!)} facts={facts} root={root} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown < rows.length && (
        <p>{shown.toLocaleString("en")} of {rows.length.toLocaleString("en")} rows. <button type="button" onClick={() => setShown(shown + A_STEP)}>Show {Math.min(A_STEP, rows.length - shown)} more</button></p>
      )}
    </>
  );
}

function linkTerm(row: Row, column: number): string | null {
  const term = column < 0 ? null : row[column];
  return term?.type === "uri" ? term.value : null;
}
