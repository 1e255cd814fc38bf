import type { Address } from "../../data/address";
import type { SourceKind } from "./cells";
import { ORDERS, type Order } from "./order";

/** What the address says of the matrix alone. */
export interface Settings {
  readonly kind: SourceKind;
  readonly order: Order;
  /** Only actors that one source alone speaks of. */
  readonly onlySole: boolean;
  /** With actors that one document alone describes. */
  readonly withLocal: boolean;
  /** The path of the source on which all that is shown rests alone; "" for none. */
  readonly alone: string;
}

export function settingsOf({ own }: Address): Settings {
  return {
    kind: own.sources === "documents" ? "documents" : "speakers",
    order: ORDERS.find((order) => order === own.order) ?? "count",
    onlySole: own.only === "sole",
    withLocal: own.actors === "all",
    alone: own.alone ?? "",
  };
}

/** *settings* as the address has them: what is so anyhow is not said. */
export function ownOf({ kind, order, onlySole, withLocal, alone }: Settings): Record<string, string> {
  return {
    ...(kind !== "speakers" && { sources: kind }),
    ...(order !== "count" && { order }),
    ...(onlySole && { only: "sole" }),
    ...(withLocal && { actors: "all" }),
    ...(alone && { alone }),
  };
}
