import type { ComponentChildren } from "preact";
import type { Progress } from "../data/load";

/** What is being waited for, and how much has come. */
export function Loading({ told, progress = null }: { told: string; progress?: Progress | null }) {
  const share = progress?.of ? progress.bytes / progress.of : undefined;
  return (
    <div class="status" role="status">
      <p>{told}{progress && <span class="soft"> {(progress.bytes / 1e6).toFixed(1)} MB</span>}</p>
      <progress aria-label="Loading" {...(share !== undefined && { value: share, max: 1 })} />
    </div>
  );
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
