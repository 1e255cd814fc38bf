import { useCallback, useEffect, useState } from "preact/hooks";
import { type Address, readAddress, writeAddress } from "../data/address";

/** The address as state: a change is a step of the browser's history, and its back button leads back. */
export function useAddress(): [Address, (patch: Partial<Address>) => void] {
  const [address, setAddress] = useState(() => readAddress(location.search));
  useEffect(() => {
    const follow = () => setAddress(readAddress(location.search));
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  const change = useCallback((patch: Partial<Address>) => {
    const search = writeAddress({ ...readAddress(location.search), ...patch });
    if (search === writeAddress(readAddress(location.search))) return;
    history.pushState(null, "", location.pathname + search);
    setAddress(readAddress(search));
  }, []);
  return [address, change];
}
