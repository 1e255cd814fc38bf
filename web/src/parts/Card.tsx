import type { EvidenceClaim, Link } from "../data/contract";
import { Mark } from "./Mark";

/** Of other publications so many are named. */
const A_FEW = 6;

/** One claim as the site's pages show it: its kind, how surely, the parties, the sentence, and who says so where. *days*: when it is, where the claim itself does not say. */
export function Card({ card, days }: { card: EvidenceClaim; days: string }) {
  return (
    <article class="claim">
      <p class="what">
        {card.type} <span class={`factuality ${card.factuality}`}><Mark factuality={card.factuality} /> {card.factuality}</span>
        {(card.when ?? days) && <span class="when"> {card.when ?? days}</span>}
      </p>
      <p class="roles">
        {card.roles.map(({ role, things }) => (
          <span key={role} class="of-role"><span class="role">{role}</span> {things.map((thing, i) => <>{i > 0 && ", "}<To link={thing} /></>)}</span>
        ))}
        {card.quantities.map(({ kind, text }) => <span key={kind + text} class="of-role"><span class="role">{kind}</span> {text}</span>)}
      </p>
      {card.quotes.map((quote, i) => (
        <blockquote key={i}>{quote.href ? <a class="quote" href={quote.href}>“{quote.text}”</a> : `“${quote.text}”`}</blockquote>
      ))}
      <p class="source">
        {card.saying} <To link={card.speaker} />
        {card.relay && <>, relayed by <To link={card.relay} /></>}
        {card.comment && <>, <strong>in a reader’s comment</strong></>} – <To link={card.document} />
        {card.quotes[0] && ` ¶${card.quotes[0].paragraph}`}{card.quotes[0]?.place && `, ${card.quotes[0].place}`}{card.issued && `, ${card.issued}`}
        {card.also.length > 0 && <>; the same text also in {card.also.slice(0, A_FEW).map((link, i) => <>{i > 0 && ", "}<To link={link} /></>)}{card.also.length > A_FEW && ` and ${card.also.length - A_FEW} more`}</>}
      </p>
      {card.href && <p><a href={card.href}>Open the claim</a></p>}
    </article>
  );
}

function To({ link }: { link: Link }) {
  return link.href ? <a href={link.href}>{link.label}</a> : <>{link.label}</>;
}
