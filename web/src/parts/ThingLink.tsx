import { addressOf } from "../data/pages";

/** The name of a thing or document, which leads to its page if it has one. */
export function ThingLink({ root, path, label }: { root: string; path: string; label: string }) {
  const address = addressOf(root, path);
  return address === null ? <>{label}</> : <a href={address}>{label}</a>;
}
