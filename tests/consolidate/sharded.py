"""A world graph drawn in shards and partitions, as an engine would: each row crosses between them as bytes, in any order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random
from zlib import crc32

from msgspec.msgpack import Decoder, Encoder
from pyoxigraph import Quad

from kg.consolidate import AcceptancePolicy, DocumentTexts
from kg.consolidate.channels import BROADCAST, FIRST_ROUND, ROWS, Channel, Emission, Emitter, emission_of
from kg.consolidate.gathering import Membership, memberships
from kg.consolidate.incidents import joined
from kg.consolidate.outlines import Outline
from kg.consolidate.report_components import find_components, report_edges
from kg.consolidate.rules import incident_rules
from kg.graph import Known, draw
from kg.lexicon import Lexicon
from kg.model import LinkedClaim
from kg.namespaces import DATA

from .collection import documents_of

Part = tuple[Channel, int]


def encoded(row: object) -> bytes:
    return Encoder(order="deterministic").encode(row)


def decoded(channel: Channel, data: bytes) -> object:
    return Decoder(ROWS[channel]).decode(data)


class Sharded:
    """Draws the world graph of claims dealt to shards and partitions by *random*; `batches` are the quads of each partition."""

    def __init__(self, policy: AcceptancePolicy, lexicon: Lexicon, partitions: int, random: Random) -> None:
        self._policy, self._lexicon = policy, lexicon
        self._partitions, self._random = partitions, random
        self._rows: defaultdict[Part, list[bytes]] = defaultdict(list)
        self._outlines: list[tuple[int, bytes]] = []
        self._reports: list[bytes] = []
        self._edges: list = []
        self.batches: list[list[Quad]] = []

    def draw(self, linked: Iterable[LinkedClaim], shards: int = 3) -> None:
        """Draw the whole graph, round by round."""
        dealt: defaultdict[int, list[tuple[Sequence[LinkedClaim], DocumentTexts]]] = defaultdict(list)
        for document in documents_of(linked):
            dealt[self._random.randrange(shards)].append(document)
        for documents in dealt.values():
            self._map(documents)
        ties, retirements = ([decoded(c, row) for row in self._rows.pop((c, 0), ())] for c in BROADCAST)
        self._random.shuffle(self._edges)
        components = find_components(self._edges)
        outlines: defaultdict[Part, list[bytes]] = defaultdict(list)
        for number, row in self._outlines:
            outlines[self._part(Channel.REPORTS, str(components.of(number)))].append(row)
        found = [one for rows in outlines.values() for one in self._gather(rows)]
        self._random.shuffle(found)
        reports = [decoded(Channel.REPORTS, row) for row in self._reports]
        for member in joined(reports, (Decoder(Membership).decode(one) for one in found)):
            self._send(emission_of(member))
        known = Known.of(self._policy, DATA, ties, retirements)
        for channel in (*FIRST_ROUND, Channel.STATEMENTS):
            for partition in range(self._partitions):
                self._reduce(channel, self._rows.pop((channel, partition), []), known)

    def _map(self, documents: Iterable[tuple[Sequence[LinkedClaim], DocumentTexts]]) -> None:
        emitter = Emitter(self._lexicon, self._policy)
        found = [emission for claims, texts in documents for emission in emitter.emit(claims, texts)]
        reports = [emission.row for emission in found if emission.channel is Channel.REPORTS]
        self._outlines += [(report.number, encoded(report.outline)) for report in reports]
        self._reports += map(encoded, reports)
        self._edges.append(report_edges(reports))
        for emission in found:
            if emission.channel is not Channel.REPORTS:
                self._send(emission)

    def _gather(self, outlines: list[bytes]) -> list[bytes]:
        self._random.shuffle(outlines)
        return [encoded(one) for one in memberships(map(Decoder(Outline).decode, outlines), incident_rules())]

    def _send(self, emission: Emission) -> None:
        self._rows[self._part(emission.channel, emission.key)].append(encoded(emission.row))

    def _part(self, channel: Channel, key: str) -> Part:
        return channel, crc32(f"{channel} {key}".encode()) % self._partitions if channel not in BROADCAST else 0

    def _reduce(self, channel: Channel, rows: list[bytes], known: Known) -> None:
        self._random.shuffle(rows)
        quads = list[Quad]()
        for piece in draw(channel, (decoded(channel, row) for row in rows), known):
            quads += piece.quads
            for dispute in piece.disputes:
                self._send(emission_of(dispute))
        self.batches.append(quads)
