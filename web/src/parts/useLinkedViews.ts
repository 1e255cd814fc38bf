import { useEffect } from "preact/hooks";
import { type Address, carried, writeAddress } from "../data/address";

/** The page's links to the other views take the filter along. */
export function useLinkedViews(address: Address): void {
  const search = writeAddress(carried(address));
  useEffect(() => {
    for (const link of document.querySelectorAll<HTMLAnchorElement>('#content nav[aria-label="Views"] a')) link.search = search;
  }, [search]);
}
