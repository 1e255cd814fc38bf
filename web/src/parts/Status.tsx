import type { ComponentChildren } from "preact";
import type { Progress } from "../data/load";

/** What is being waited for, and how much has come; or, of work, what *share* is done. */
export function Loading({ told, progress = null, share = shareOf(progress) }: { told: string; progress?: Progress | null; share?: number | undefined }) {
  return (
    <div class="status" role="status">
      <p>{told}{progress && <span class="soft"> {(progress.bytes / 1e6).toFixed(1)} MB</span>}</p>
      <progress aria-label="Loading" {...(share !== undefined && { value: share, max: 1 })} />
    </div>
  );
}

function shareOf(progress: Progress | null): number | undefined {
  return progress?.of ? progress.bytes / progress.of : undefined;
}

export function Failed({ title, detail, again }: { title: string; detail: string; again?: () => void }) {
  return (
    <div class="status failed" role="alert">
      <p><strong>{title}.</strong> {detail}</p>
      {again && <p><button type="button" onClick={again}>Load again</button></p>}
    </div>
  );
}

/** Nothing to show, and why. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="status" role="status">{children}</div>;
}
