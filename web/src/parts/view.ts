import type { ComponentType } from "preact";
import type { Address } from "../data/address";
import type { Chosen } from "../data/filter";
import type { Graph } from "../data/graph";

/** Change the address. The back button leads to what was, unless it is no step (*isStep* false). */
export type Change = (patch: Partial<Address>, isStep?: boolean) => void;

/** What a view of the graph is given. */
export interface GraphView {
  readonly root: string;
  readonly graph: Graph;
  /** Whether the graph is only what the filter leaves of one that is too large to be had whole. */
  readonly isPart: boolean;
  /** What the filter leaves of the graph. */
  readonly chosen: Chosen;
  readonly address: Address;
  readonly change: Change;
  /** Show these claims with their sentences; *title* says what they have in common. */
  readonly open: (claims: Iterable<number>, title: string) => void;
}

/** What a view that asks for its own data is given. */
export interface OwnView {
  readonly root: string;
  readonly address: Address;
  readonly change: Change;
}

/** What views/NAME/index.tsx exports: one of the two. */
export type ViewModule = { readonly GraphView: ComponentType<GraphView> } | { readonly OwnView: ComponentType<OwnView> };
