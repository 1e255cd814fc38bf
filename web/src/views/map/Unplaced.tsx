import type { Graph } from "../../data/graph";
import { countedClaims, tally, toldTally } from "../../data/tally";
import { Counts } from "../../parts/Counts";
import { type Group, type Laid, type Place, groupLabel } from "./laid";

interface Props {
  graph: Graph;
  laid: Laid;
  /** The countries that are shaded. */
  shaded: ReadonlySet<number | null>;
  open: (claims: Iterable<number>, title: string) => void;
}

/** What the map has no spot for: listed by country, never placed. */
export function Unplaced({ graph, laid, shaded, open }: Props) {
  const places = new Set(laid.groups.flatMap((group) => group.places.map((place) => place.thing))).size;
  const spotless = new Set(laid.groups.flatMap((group) => group.spotless)).size;
  return (
    <section class="unplaced" aria-labelledby="unplaced-title">
      <h2 id="unplaced-title">Not on the map</h2>
      <p class="soft">{places} {places === 1 ? "place" : "places"} without coordinates; {countedClaims(spotless)} that name only such; {laid.placeless.length} that name no place.</p>
      {laid.groups.map((group, i) => (
        <OfCountry key={group.country} graph={graph} group={group} isShaded={shaded.has(group.country)} isOpen={i === 0} open={open} />
      ))}
      {laid.placeless.length > 0 && (
        <p class="placeless"><Row graph={graph} claims={laid.placeless} label="No place named" open={open} /></p>
      )}
    </section>
  );
}

interface OfCountryProps {
  graph: Graph;
  group: Group;
  isShaded: boolean;
  isOpen: boolean;
  open: Props["open"];
}

function OfCountry({ graph, group, isShaded, isOpen, open }: OfCountryProps) {
  const label = groupLabel(graph, group);
  return (
    <details open={isOpen}>
      <summary>{label} <span class="soft">{group.places.length} {group.places.length === 1 ? "place" : "places"}, {countedClaims(group.spotless.length)} without a spot</span></summary>
      {group.country === null && <p class="soft">The graph does not say in which country these lie.</p>}
      {group.country !== null && !isShaded && group.spotless.length > 0 && <p class="soft">Not shaded: the base map has no country of just this name.</p>}
      <ul class="rows">
        {group.places.map((place) => (
          <li key={place.thing}><Row graph={graph} claims={place.claims} label={placeLabel(graph, group, place)} open={open} /></li>
        ))}
      </ul>
    </details>
  );
}

function placeLabel(graph: Graph, group: Group, { thing }: Place): string {
  return thing === group.country ? `${graph.things.label[thing]}, no place in it named` : graph.things.label[thing]!;
}

function Row({ graph, claims, label, open }: { graph: Graph; claims: readonly number[]; label: string; open: Props["open"] }) {
  const told = tally(graph, claims);
  return (
    <span class="row">
      <button type="button" class="link" aria-label={`${label}: ${toldTally(told)}`} onClick={() => open(claims, label)}>{label}</button>
      <span class="number" aria-hidden="true">{told.claims} <Counts told={told} /></span>
    </span>
  );
}
