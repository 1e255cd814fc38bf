import { useMemo } from "preact/hooks";
import { Empty } from "../../parts/Status";
import type { GraphView } from "../../parts/view";
import { Choice } from "./Choice";
import { Releases } from "./Releases";
import { SideBySide } from "./SideBySide";
import { speakingOfTheSame } from "./pairing";
import { type Compared, readCompared, sideLabel, sideOf, writeCompared } from "./state";
import { useReleases } from "./useReleases";

const MOST_PROPOSED = 12;

/** Two sources, documents or releases side by side: what is contested or changed first, then what one alone says, then what both say. */
export function Compare(view: GraphView) {
  const { root, graph, chosen, address, change } = view;
  const compared = readCompared(address.own);
  const [releases, again] = useReleases(root);
  const put = (next: Compared) => change({ own: writeCompared(next), selected: [] });
  const isWhole = compared.left && compared.right && compared.left !== compared.right;
  return (
    <>
      <Choice graph={graph} chosen={chosen} compared={compared} hasReleases={releases.state === "ready" && releases.releases.length > 1} put={put} />
      {compared.by === "release" ? <Releases {...view} compared={compared} releases={releases} again={again} /> : isWhole ? <SideBySide {...view} compared={compared} /> : <Proposals {...view} compared={compared} put={put} />}
    </>
  );
}

/** Nothing chosen yet: which pairs speak of the same. */
function Proposals({ graph, chosen, compared, put }: GraphView & { compared: Compared; put: (next: Compared) => void }) {
  const { by, left, right } = compared;
  const pairs = useMemo(
    () => speakingOfTheSame(graph, chosen.claims, (i) => sideOf(graph, by, i), MOST_PROPOSED),
    [graph, chosen, by],
  );
  return (
    <Empty>
      <p>{left && left === right ? `The same ${by} is chosen twice; choose another.` : `Choose two ${by}s to see what each claims.`}</p>
      {pairs.length > 0 && (
        <>
          <p>Of the same incidents or states, or the same kind of event between the same parties, speak:</p>
          <ul class="rows">
            {pairs.map(([a, b, n]) => (
              <li key={`${a} ${b}`}><button type="button" class="link" onClick={() => put({ by, left: a, right: b, beside: "" })}><bdi>{sideLabel(graph, by, a)}</bdi> and <bdi>{sideLabel(graph, by, b)}</bdi></button> <span class="soft">{n} in common</span></li>
            ))}
          </ul>
        </>
      )}
      {!pairs.length && <p>No two {by}s that the filter leaves speak of the same.</p>}
    </Empty>
  );
}
