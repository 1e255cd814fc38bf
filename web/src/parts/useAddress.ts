import { useCallback, useEffect, useState } from "preact/hooks";
import { type Address, readAddress, writeAddress } from "../data/address";
import type { Change } from "./view";

/** The address as state: a change is a step of the browser's history, and its back button leads back, unless it is told to be none. */
export function useAddress(): [Address, Change] {
  const [address, setAddress] = useState(() => readAddress(location.search));
  useEffect(() => {
    const follow = () => setAddress(readAddress(location.search));
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  const change = useCallback((patch: Partial<Address>, isStep = true) => {
    const search = writeAddress({ ...readAddress(location.search), ...patch });
    if (search === writeAddress(readAddress(location.search))) return;
    if (isStep) history.pushState(null, "", location.pathname + search);
    else history.replaceState(null, "", location.pathname + search);
    setAddress(readAddress(search));
  }, []);
  return [address, change];
}
