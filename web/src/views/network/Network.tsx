import { useCallback, useMemo, useState } from "preact/hooks";
import { carried } from "../../data/address";
import { writtenDay } from "../../data/days";
import type { Graph } from "../../data/graph";
import { Empty, Failed, Loading } from "../../parts/Status";
import { AsTable } from "../../parts/Table";
import type { GraphView } from "../../parts/view";
import { ActorPanel } from "./ActorPanel";
import { Controls } from "./Controls";
import { DateSlider } from "./DateSlider";
import { Key } from "./Key";
import { Picture } from "./Picture";
import { changedLines, changesBetween, changesWords } from "./changes";
import { type Line, lineName, linesOn } from "./lines";
import { type Links, claimDays, claimsByActor, linksOf, mostTied, tieDays } from "./links";
import { lineColumns, lineRows } from "./rows";
import { type Settings, readSettings, writeSettings } from "./settings";
import { useDay } from "./useDay";
import { useLayout } from "./useLayout";

/** Who was tied to whom on a day, by what is told. */
export function Network(view: GraphView) {
  const { graph, chosen, address } = view;
  // The date is among what is carried, and narrows nothing: no step of the slider makes the links anew.
  const filter = JSON.stringify(carried({ ...address, date: null }));
  const links = useMemo(() => linksOf(graph, chosen.claims), [graph, filter]);
  if (!links.ties.length && !links.claims.length)
    return <Empty><p>None of these claims says that two actors are hostile or allied, or that one belongs to or leads the other.</p></Empty>;
  return <Dated key={filter} {...view} links={links} />;
}

function Dated({ root, graph, address, change, open, links }: GraphView & { links: Links }) {
  const settings = readSettings(address);
  const set = (patch: Partial<Settings>) => change({ own: writeSettings(address.own, { ...settings, ...patch }) });
  const days = useMemo(() => ({ ties: tieDays(graph, links), claims: claimDays(links) }), [graph, links]);
  const [{ from, day }, move] = useDay(address, change, lastTold(days));
  const counts = useMemo(() => claimsByActor(links), [links]);
  const always = useMemo(() => new Set(address.actor.flatMap((path) => graph.thingAt.get(path) ?? []).filter((actor) => counts.has(actor))), [graph, address.actor.join(" "), counts]);
  const actors = useMemo(() => mostTied(graph, counts, settings.most, always), [graph, counts, settings.most, always]);
  const layout = useLayout(actors, links, counts);
  const among = useMemo(() => new Set(actors), [actors]);
  const hidden = [...settings.hidden].join();
  const lines = useMemo(() => linesOn(graph, links, among, { ...settings, day }), [graph, links, among, day, settings.window, hidden]);
  const before = useMemo(() => (from === null ? null : linesOn(graph, links, among, { ...settings, day: from })), [graph, links, among, from, settings.window, hidden]);
  const changed = useMemo(() => (before ? changedLines(before, lines) : new Set<string>()), [before, lines]);
  const [listed, setListed] = useState<number | null>(null);
  const focus = settings.focus === null ? null : (graph.thingAt.get(settings.focus) ?? null);
  const openLine = useCallback((line: Line, from = line.a, claims = line.claims) => open(claims, lineName(graph, { ...line, claims }, from)), [graph, open]);
  const date = writtenDay(day);
  return (
    <>
      <p class="soft">{toldActors(actors.length, counts.size)}{toldUnpaired(links)}</p>
      <DateSlider day={day} tieDays={days.ties} claimDays={days.claims} move={move} />
      <p class="changes" aria-live="polite">{toldDay(date, lines)} {from !== null && from !== day && changesWords(changesBetween(graph, links, among, from, day, settings.window))}</p>
      {layout.state === "ready" ? (
        <Picture
          graph={graph} actors={actors} counts={counts} places={layout.places} lines={lines} changed={changed} focus={focus && among.has(focus) ? focus : null}
          setFocus={(actor) => set({ focus: actor === null ? null : graph.things.path[actor]! })} openLine={openLine} openActor={setListed}
        >
          {focus !== null && among.has(focus) && (
            <FocusBar graph={graph} actor={focus} list={() => setListed(focus)} clear={() => set({ focus: null })} />
          )}
          {listed !== null && <ActorPanel root={root} graph={graph} actor={listed} lines={lines} date={date} openLine={openLine} close={() => setListed(null)} />}
        </Picture>
      ) : layout.state === "failed" ? (
        <Failed title="The actors could not be laid out" detail="The picture’s own script did not run; the ties are in the table below." />
      ) : (
        <Loading told="The actors are being laid out." share={layout.share} />
      )}
      <Controls settings={settings} set={set} />
      <Key />
      <AsTable caption={`Ties and claims between two actors on ${date}`} columns={lineColumns(root, graph, changed, (line, claims) => openLine(line, line.a, claims))} rows={lineRows(graph, lines, day)} />
    </>
  );
}

function FocusBar({ graph, actor, list, clear }: { graph: Graph; actor: number; list: () => void; clear: () => void }) {
  return (
    <p class="focus-bar">
      Only what touches <strong>{graph.things.label[actor]}</strong>{" "}
      <button type="button" onClick={list}>its ties</button> <button type="button" onClick={clear}>show all</button>
    </p>
  );
}

function lastTold({ ties, claims }: { ties: readonly number[]; claims: readonly number[] }): number {
  return claims.at(-1) ?? ties.at(-1) ?? 0;
}

function toldActors(shown: number, all: number): string {
  const count = (n: number) => n.toLocaleString("en");
  if (shown === all) return `${count(all)} actors that a claim ties to another.`;
  return `${count(shown)} of ${count(all)} actors shown: those with most claims; choose actors to see others.`;
}

function toldUnpaired({ unpaired }: Links): string {
  if (!unpaired) return "";
  const [many, name, are] = unpaired === 1 ? ["1 more such claim", "names", "it is"] : [`${unpaired.toLocaleString("en")} more such claims`, "name", "they are"];
  return ` ${many} ${name} one side alone, or not who stood on which: ${are} on the timeline.`;
}

function toldDay(date: string, lines: ReadonlyMap<string, Line>): string {
  const lasting = [...lines.values()].filter(({ state }) => state !== "ended");
  const actors = new Set(lasting.flatMap(({ a, b }) => [a, b]));
  const undated = lasting.filter(({ form }) => form === "undated").length;
  return `${date}: ${lasting.length} lines between ${actors.size} actors.${undated ? ` ${undated} of them (n.d.) rest on claims that tell no day: they are drawn on every date, whichever was first.` : ""}`;
}
