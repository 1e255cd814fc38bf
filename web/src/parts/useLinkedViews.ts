import { useEffect } from "preact/hooks";
import { type Address, carried, readAddress, writeAddress } from "../data/address";

/** The page's links to the other views take the filter along. */
export function useLinkedViews(address: Address): void {
  const search = writeAddress(carried(address));
  useEffect(() => {
    for (const link of linksToViews()) link.search = search;
  }, [search]);
  useEffect(() => {
    // What has just changed the address may not have been drawn yet.
    const follow = () => {
      for (const link of linksToViews()) link.search = writeAddress(carried(readAddress(location.search)));
    };
    document.addEventListener("click", follow, true);
    return () => document.removeEventListener("click", follow, true);
  }, []);
}

function linksToViews(): NodeListOf<HTMLAnchorElement> {
  return document.querySelectorAll('#content nav[aria-label="Views"] a');
}
