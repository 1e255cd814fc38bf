"""What a few documents say together, without files or partitions: their rows by channel, all at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from pyoxigraph import Quad

from kg.consolidate import AcceptancePolicy, Contradiction, DocumentTexts, Publication, SharedText, load_policy
from kg.consolidate.agreement import agreeing_reports, agreeing_states, denials, within_incident
from kg.consolidate.at_once import members_of, without_standing
from kg.consolidate.channels import FIRST_ROUND, Channel, Emitter
from kg.consolidate.gathering import memberships
from kg.consolidate.incidents import Incident, incidents_of, joined
from kg.consolidate.independence import Sourced, source_claims
from kg.consolidate.keyed import grouped
from kg.consolidate.principals import Principals
from kg.consolidate.rivalry import member_and_enemy, rival_holders
from kg.consolidate.rules import incident_rules
from kg.consolidate.shared_texts import emit_publications, find_texts
from kg.consolidate.shingles import sketch
from kg.consolidate.speakers import Speakers
from kg.consolidate.state_evidence import evidence_of
from kg.consolidate.statements import Statement, disputed_by, statements_from
from kg.consolidate.states import State, states_from
from kg.graph import Known, draw
from kg.lexicon import Lexicon
from kg.model import LinkedClaim
from kg.namespaces import DATA


def documents_of(linked: Iterable[LinkedClaim]) -> Iterator[tuple[list[LinkedClaim], DocumentTexts]]:
    """Yield the claims of each document; it shares no text with others."""
    documents = grouped((item.claim.document_key, item) for item in linked)
    return ((claims, DocumentTexts(key)) for key, claims in documents.items())


def sourced_claims(linked: Iterable[LinkedClaim], lexicon: Lexicon) -> list[Sourced]:
    """Return claims with whose word they are, by document."""
    speakers = Speakers(lexicon)
    return [one for claims, texts in documents_of(linked) for one in source_claims(claims, speakers, texts)]


def states_of(linked: Iterable[LinkedClaim], policy: AcceptancePolicy) -> list[State]:
    """Return the states that claims tell of, where the registry is empty."""
    principals = Principals(Lexicon(()))
    return states_from(chain.from_iterable(evidence_of(item, policy, principals, DATA) for item in linked))


class Collection:
    """The rows of documents by channel, and what they say together."""

    def __init__(self, linked: Iterable[LinkedClaim], lexicon: Lexicon, policy: AcceptancePolicy | None = None) -> None:
        self.policy = policy or load_policy()
        self.rows: defaultdict[Channel, list[Any]] = defaultdict(list)
        emitter = Emitter(lexicon, self.policy)
        for claims, texts in documents_of(linked):
            for emission in emitter.emit(claims, texts):
                self.rows[emission.channel].append(emission.row)
        reports = self.rows[Channel.REPORTS]
        self.rows[Channel.INCIDENTS] += joined(reports, memberships(reports, incident_rules()))
        self.known = Known.of(self.policy, DATA, self.rows[Channel.TIES], self.rows[Channel.RETIREMENTS])

    def incidents(self) -> list[Incident]:
        """Return what happened, by id."""
        return sorted(incidents_of(self.rows[Channel.INCIDENTS]), key=lambda incident: incident.id)

    def contradictions(self) -> set[Contradiction]:
        """Return who contradicts whom."""
        return {
            *denials(self._keyed(Channel.DENIALS)),
            *rival_holders(self._keyed(Channel.HOLDERS), self.known.tied),
            *member_and_enemy(self._keyed(Channel.FACING)),
            *chain.from_iterable(map(within_incident, self.incidents())),
        }

    def corroborations(self) -> set[tuple[str, str]]:
        """Return the ids of claims that say the same."""
        told = agreeing_states(self.rows[Channel.STATES_TOLD])
        return {*told, *chain.from_iterable(map(agreeing_reports, self.incidents()))}

    def statements(self) -> list[tuple[Statement, list[str]]]:
        """Return what the policy accepts, with the ids of the claims that it rests on."""
        disputes = (row for found in self.contradictions() for row in disputed_by(found, self.policy))
        return statements_from([*self.rows[Channel.STATEMENTS], *disputes], self.policy)

    def quads(self) -> list[Quad]:
        """Return the quads of the world graph, each once."""
        first = [piece for channel in FIRST_ROUND for piece in draw(channel, self.rows[channel], self.known)]
        disputes = (row for piece in first for row in piece.disputes)
        second = draw(Channel.STATEMENTS, [*self.rows[Channel.STATEMENTS], *disputes], self.known)
        return list(dict.fromkeys(quad for piece in (*first, *second) for quad in piece.quads))

    def _keyed(self, channel: Channel) -> Iterator[tuple[tuple[str, ...], LinkedClaim]]:
        return ((row.key, row.item) for row in self.rows[channel])


def texts_at_once(publications: list[Publication]) -> tuple[list[SharedText], dict[str, DocumentTexts]]:
    """Return the texts that several of *publications* share, by id, and what each document shares, by its key."""
    sketches = without_standing([sketch(publication.document) for publication in publications])
    emitted = emit_publications(0, sketches, publications.__getitem__, members_of(sketches), Lexicon(()), 1)
    found = list(find_texts(row for _, row in emitted))
    texts = sorted((text for one in found for text in one.texts), key=lambda text: text.id)
    return texts, {document.key: document for one in found for _, document in one.documents}
