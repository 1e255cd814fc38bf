import { useMemo } from "preact/hooks";
import { Empty, Failed, Loading } from "../../parts/Status";
import { AnswerChart } from "./AnswerChart";
import { AnswerTable } from "./AnswerTable";
import { Downloads } from "./Downloads";
import { AnswerMap } from "./AnswerMap";
import { axesOf } from "./chart";
import type { Facts } from "./iris";
import { positionColumns } from "./positions";
import type { Question, Shown } from "./question";
import type { Answered } from "./run";
import type { Asked } from "./useAnswer";

interface Props {
  root: string;
  facts: Facts;
  asked: Asked;
  shown: Shown;
  show: (shown: Shown) => void;
  cancel: () => void;
  again: () => void;
  /** Whether the form says something else by now. */
  isOld: boolean;
}

/** The answer, or why there is none (yet). */
export function Result({ asked, cancel, again, isOld, ...own }: Props) {
  if (asked.state === "nothing") return <Empty><p>Nothing has been asked yet.</p></Empty>;
  if (asked.state === "asking") return <><Loading told="The server is working on the answer." /><p><button type="button" onClick={cancel}>Cancel</button></p></>;
  if (asked.state === "cancelled") return <Empty><p>Cancelled. <button type="button" onClick={again}>Ask again</button></p></Empty>;
  if (asked.state === "failed") return isOld ? <Failed title="There is no answer" detail={asked.detail} again={again} /> : <Empty><p>There is no answer: what is wrong stands above.</p></Empty>;
  return <Answer {...own} question={asked.question} answered={asked.answered} isOld={isOld} />;
}

type AnswerProps = Pick<Props, "root" | "facts" | "shown" | "show" | "isOld"> & { question: Question; answered: Answered };

function Answer({ root, facts, shown, show, isOld, question, answered }: AnswerProps) {
  const { rows, takenFor, seconds } = answered;
  const [axes, positions] = useMemo(() => [axesOf(rows), positionColumns(rows)], [rows]);
  const as = (shown.as === "chart" && axes) || (shown.as === "map" && positions) ? shown.as : "table";
  const ways = [["table", "Table", true], ["chart", "Chart", axes !== null], ["map", "Map", positions !== null]] as const;
  return (
    <section class="answer" aria-label="The answer">
      <p role="status">
        <strong>{rows.rows.length === 1 ? "1 row" : `${rows.rows.length.toLocaleString("en")} rows`}</strong> <span class="soft">in {seconds.toFixed(2)} s{isOld && "; the question above has been changed since"}</span>
      </p>
      {takenFor && <p class="note">{takenFor}</p>}
      {rows.rows.length > 0 && (
        <div class="bar">
          <div class="group" role="group" aria-label="Show as">
            {ways.filter(([, , isPossible]) => isPossible).map(([way, told]) => (
              <button key={way} type="button" aria-pressed={way === as} onClick={() => show({ ...shown, as: way })}>{told}</button>
            ))}
          </div>
          <CopyLink />
        </div>
      )}
      {as === "chart" && axes && <AnswerChart answer={rows} axes={axes} facts={facts} shown={shown} show={show} />}
      {as === "map" && positions && rows.rows.length > 0 && <AnswerMap answer={rows} columns={positions} />}
      {as === "table" && rows.rows.length > 0 && <AnswerTable answer={rows} facts={facts} root={root} />}
      {!rows.rows.length && <Empty><p>Nothing in this store answers to that.</p></Empty>}
      <Downloads root={root} facts={facts} question={question} answer={rows} />
    </section>
  );
}

/** The address of the page is the link: it holds the question, its parameters and how the answer is shown. */
function CopyLink() {
  const copy = (event: { currentTarget: HTMLButtonElement }) => {
    const { currentTarget: button } = event;
    void navigator.clipboard.writeText(location.href).then(
      () => (button.textContent = "Copied"),
      () => (button.textContent = "The browser allows no copying; the address bar has the link"),
    );
  };
  return navigator.clipboard ? <button type="button" onClick={copy}>Copy the link</button> : null;
}
