import { useId, useMemo, useRef } from "preact/hooks";
import { useWidth } from "../../parts/useWidth";
import type { Rows } from "../../data/solutions";
import { type Axes, COUNT, MOST_BARS, chosenAxes, seriesOf } from "./chart";
import { Bars } from "./Bars";
import { Points } from "./Points";
import { type Facts, namedIri } from "./iris";
import type { Shown } from "./question";

interface Props {
  answer: Rows;
  axes: Axes;
  facts: Facts;
  shown: Shown;
  show: (shown: Shown) => void;
}

/** A column of numbers, or the count of rows, by another column. The table has the same. */
export function AnswerChart({ answer, axes, facts, shown, show }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const { label, number } = chosenAxes(axes, answer, shown.label, shown.number);
  const series = useMemo(
    () => seriesOf(answer, label, number, (term) => (term.type === "uri" ? namedIri(term.value, facts) : term.value)),
    [answer, label, number, facts],
  );
  const mark = shown.mark ?? (series.isDated ? "point" : "bar");
  const isPoints = mark === "point" && series.isDated;
  const bars = series.marks.slice(0, MOST_BARS);
  return (
    <figure class="chart">
      <div class="bar">
        <Choice label="By" value={label} options={axes.labels} told={(name) => name} change={(name) => show({ ...shown, label: name })} />
        <Choice label="Number" value={number} options={axes.numbers} told={(name) => (name === COUNT ? "rows, counted" : name)} change={(name) => show({ ...shown, number: name })} />
        <Choice label="Drawn as" value={isPoints ? "point" : "bar"} options={series.isDated ? ["point", "bar"] : ["bar"]} told={(name) => `${name}s`} change={(name) => show({ ...shown, mark: name as "point" | "bar" })} />
      </div>
      <div ref={place} class="drawing">
        {width > 0 && series.marks.length > 0 && (isPoints ? <Points marks={series.marks} width={width} name={`${number || "rows"} by ${label}`} /> : <Bars marks={bars} width={width} name={`${number || "rows"} by ${label}`} />)}
      </div>
      <figcaption class="soft">
        {number === COUNT ? "How many rows of the answer have each value; rows are not happenings." : "Each row of the answer has a mark of its own; numbers are not added up, for several rows may tell of the same."}
        {!isPoints && series.marks.length > bars.length && ` The first ${bars.length} of ${series.marks.length} are drawn; the table has all.`}
        {series.leftOut > 0 && ` ${series.leftOut} rows lack a value and are not drawn.`}
        {!series.marks.length && " There is nothing to draw: no row has both values."}
      </figcaption>
    </figure>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly string[];
  told: (option: string) => string;
  change: (option: string) => void;
}

function Choice({ label, value, options, told, change }: ChoiceProps) {
  const id = useId();
  return (
    <span>
      <label for={id}>{label}</label>{" "}
      <select id={id} value={value} onChange={(event) => change(event.currentTarget.value)}>
        {options.map((option) => <option key={option} value={option}>{told(option)}</option>)}
      </select>
    </span>
  );
}
