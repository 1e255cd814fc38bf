import "./styles/explorer.css";
import { render } from "preact";
import { Explorer } from "./parts/Explorer";
import { Failed, Loading } from "./parts/Status";
import type { ViewModule } from "./parts/view";

/** Every folder below views/ is a view of its own file, loaded when its page is open. */
const VIEWS = import.meta.glob<ViewModule>("./views/*/index.tsx");

async function start(): Promise<void> {
  const page = document.getElementById("content");
  const at = document.getElementById("explorer");
  if (!page || !at) return;
  // What stands there is for where this does not run.
  at.replaceChildren();
  const [name, root] = [page.dataset.view ?? "", page.dataset.root ?? ""];
  const load = VIEWS[`./views/${name}/index.tsx`];
  if (!load) return render(<Failed title="No such view" detail={`This build of the explorer has no view “${name}”.`} />, at);
  render(<Loading told="The view is being loaded." />, at);
  try {
    render(<Explorer name={name} root={root} view={await load()} />, at);
  } catch (error) {
    render(<Failed title="The view did not load" detail={String(error)} />, at);
  }
}

void start();
