import type { ComponentType } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { NO_FILTER, carried, narrows, servedFilter } from "../data/address";
import { choose } from "../data/filter";
import { toldPeriod } from "../data/period";
import { Filters } from "./Filters";
import { Panel } from "./Panel";
import { Empty, Failed, Loading } from "./Status";
import { TooMany } from "./TooMany";
import { useAddress } from "./useAddress";
import { useGraph } from "./useGraph";
import { useKeptFocus } from "./useKeptFocus";
import { useLinkedViews } from "./useLinkedViews";
import { useOpened } from "./useOpened";
import type { GraphView, OwnView, ViewModule } from "./view";

/** A view; around a view of the graph its filters and the evidence. */
export function Explorer({ name, root, view }: { name: string; root: string; view: ViewModule }) {
  const [address, change] = useAddress();
  const frame = useRef<HTMLDivElement>(null);
  useLinkedViews(address);
  useKeptFocus(frame);
  return (
    <div class={`explorer view-${name}`} ref={frame}>
      {"OwnView" in view ? (
        <view.OwnView root={root} address={address} change={change} />
      ) : (
        <OfGraph root={root} address={address} change={change} View={view.GraphView} />
      )}
    </div>
  );
}

function OfGraph({ View, ...own }: OwnView & { View: ComponentType<GraphView> }) {
  const [loaded, again] = useGraph(own.root, servedFilter(own.address));
  if (loaded.state === "loading") return <Loading told="The claims are being loaded." progress={loaded.progress} />;
  if (loaded.state === "failed" && loaded.isTooLarge) return <TooMany {...own} detail={loaded.detail} />;
  if (loaded.state === "failed") return <Failed title="The claims could not be loaded" detail={loaded.detail} again={again} />;
  if (!loaded.graph.claims.length && !loaded.isPart) return <Empty><p>There are no claims in this store.</p></Empty>;
  return <Filtered {...own} graph={loaded.graph} isPart={loaded.isPart} View={View} />;
}

function Filtered({ View, ...own }: OwnView & Pick<GraphView, "graph" | "isPart"> & { View: ComponentType<GraphView> }) {
  const { graph, address, change, root } = own;
  const filter = JSON.stringify(carried(address));
  const chosen = useMemo(() => choose(graph, address), [graph, filter]);
  const { opened, open, close } = useOpened(graph, address, change);
  const clear = () => change(NO_FILTER);
  return (
    <>
      <Filters graph={graph} chosen={chosen} address={address} change={change} clear={clear} />
      <div class={opened ? "stage with-panel" : "stage"}>
        <div class="view">
          {chosen.claims.length ? (
            <View {...own} chosen={chosen} open={open} />
          ) : (
            <Empty>
              <p>No claim passes the filter.</p>
              {toldPeriod(chosen) && <p>{sentence(toldPeriod(chosen))}</p>}
              {narrows(address) && <p><button type="button" onClick={clear}>Clear the filter</button></p>}
            </Empty>
          )}
        </div>
        {opened && <Panel key={opened.key} root={root} graph={graph} claims={opened.claims} title={opened.title} note={opened.note} close={close} />}
      </div>
    </>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
