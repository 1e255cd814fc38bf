import type { Graph } from "../../data/graph";

/** Why there are no circles, and how there would be. */
export function NoCircles({ graph }: { graph: Graph }) {
  const places = graph.things.role.filter((role) => role === "place").length;
  return (
    <div class="note no-circles">
      <p>
        <strong>No circles: </strong>
        {graph.places.thing.length
          ? "none of the claims that are left names a place with coordinates."
          : `none of the ${places} places here has coordinates in the graph, and none is guessed or borrowed from elsewhere.`}
        {" "}Countries are shaded by their claims, where the base map has one of just the same name; the list has every place.
      </p>
      <details>
        <summary>How coordinates get in</summary>
        <p>Give the place’s row in a registry of your own its degrees (WGS 84), with the source that states them, and build with it:</p>
        <pre>{"place:northford wgs84:lat \"…\" ; wgs84:long \"…\" ; dcterms:source \"…\" ."}</pre>
        <p><code>kg build --registry mine.ttl …</code>. A point of GeoSPARQL in the graph (<code>geo:asWKT</code>, CRS 84) is read too. docs/registry.md has the rest.</p>
      </details>
    </div>
  );
}

/** Whose borders these are. */
export function Borders() {
  return (
    <p class="soft borders">
      Base map: Natural Earth 4.1, 1:50 million, public domain. Its borders and names are Natural Earth’s, who draw who holds an area in
      fact; they are rough near by, and say nothing about any claim, nor about the day of one.
    </p>
  );
}
