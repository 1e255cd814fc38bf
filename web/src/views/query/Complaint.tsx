/** What the server refused, in its own line. */
export function Complaint({ text }: { text: string | null }) {
  return <div role="alert">{text !== null && <p class="complaint">{text}</p>}</div>;
}
