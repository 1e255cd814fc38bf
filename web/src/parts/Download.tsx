interface Props {
  /** The file's name. */
  name: string;
  type: string;
  /** Makes the file's content when it is asked for. */
  content: () => BlobPart | Promise<BlobPart>;
  label: string;
}

/** A button that saves what the page has as a file; nothing leaves the browser. */
export function Download({ name, type, content, label }: Props) {
  const save = async () => saveFile(new Blob([await content()], { type }), name);
  return <button type="button" onClick={() => void save()}>{label}</button>;
}

export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
