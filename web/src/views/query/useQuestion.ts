import { useCallback, useEffect, useState } from "preact/hooks";
import { readAddress, writeAddress } from "../../data/address";
import { type Question, type QuestionLink, type Shown, readQuestion, readShown, writeLink } from "./question";

interface Told {
  readonly question: Question | null;
  readonly shown: Shown;
}

/** What the address asks. A new question is a step of the browser's history; how its answer is shown is none. */
export function useQuestion(): [Told, (question: Question | null) => void, (shown: Shown) => void] {
  const [told, setTold] = useState(read);
  useEffect(() => {
    const follow = () => setTold(read());
    addEventListener("popstate", follow);
    addEventListener("hashchange", follow);
    return () => {
      removeEventListener("popstate", follow);
      removeEventListener("hashchange", follow);
    };
  }, []);
  const ask = useCallback((question: Question | null) => {
    const shown = { ...read().shown, label: null, number: null };
    const address = addressOf(writeLink(question, shown));
    if (address !== here()) history.pushState(null, "", address);
    setTold({ question, shown });
  }, []);
  const show = useCallback((shown: Shown) => {
    const { question } = read();
    history.replaceState(null, "", addressOf(writeLink(question, shown)));
    setTold({ question, shown });
  }, []);
  return [told, ask, show];
}

function read(): Told {
  const link: QuestionLink = { own: readAddress(location.search).own, fragment: location.hash.slice(1) };
  return { question: readQuestion(link), shown: readShown(link) };
}

function addressOf({ own, fragment }: QuestionLink): string {
  return location.pathname + writeAddress({ ...readAddress(location.search), own }) + (fragment && `#${fragment}`);
}

function here(): string {
  return location.pathname + location.search + location.hash;
}
