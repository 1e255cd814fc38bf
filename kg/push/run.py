"""Pushes graphs: what is there already is left, the rest is sent, counted and marked, one graph after another.

A graph that an earlier push has put there, and that is no longer among those pushed, is told of, and removed where that is
asked; one that somebody else has added to since stays. Graphs that no push has begun are never looked at.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from kg.endpoint import Endpoint
from kg.errors import EndpointError
from kg.push.marks import Mark, count_triples, mark_lines, read_marks
from kg.push.patience import BUSY, patiently
from kg.push.protocols import Sender, choose
from kg.push.spool import SentGraph, cut
from kg.push.values import fewest_triples

__all__ = ["Plan", "Settings", "make_plan", "push"]

# How much is counted and marked at once: a push that is killed does so much again, or one graph where that is longer.
SECONDS: Final = 1.0
GRAPHS: Final = 50
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of a push: *protocol* as in `kg.push.protocols`, the most bytes of a request, the graph of our marks, and
    how often what fails is tried again.

    With *again*, what is there is sent once more; with *delete_others*, what of earlier pushes is no longer among the
    graphs pushed is removed.
    """

    marks_graph: str
    protocol: str = "auto"
    part_size: int = 4 << 20
    retries: int = 5
    again: bool = False
    delete_others: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: *send* these graphs, leave those that are *there*, *remove* those; *marks* stay as they are.

    *others* are graphs of earlier pushes that stay and are not among those pushed.
    """

    send: tuple[SentGraph, ...]
    there: tuple[SentGraph, ...]
    remove: tuple[str, ...]
    others: tuple[str, ...]
    marks: dict[str, Mark | None]


def make_plan(endpoint: Endpoint, graphs: Sequence[SentGraph], settings: Settings) -> Plan:
    """Compare *graphs* with what *endpoint* holds: a graph is there if its mark fits and as many triples are counted.

    A graph of marks, as it comes with a dump of another endpoint, is not sent.
    """
    graphs = [graph for graph in graphs if graph.name != settings.marks_graph]
    marks = patiently(lambda: read_marks(endpoint, settings.marks_graph), settings.retries, BUSY)
    held = patiently(lambda: count_triples(endpoint, marks), settings.retries, BUSY)
    there = {graph.name for graph in graphs if not settings.again and _is_there(graph, marks, held)}
    pushed = {graph.name for graph in graphs}
    left = {name: mark for name, mark in marks.items() if name not in pushed and held[name]}
    ours = {name for name, mark in left.items() if mark is None or held[name] <= mark.held}
    remove = ours if settings.delete_others else set()
    return Plan(
        send=tuple(graph for graph in graphs if graph.name not in there),
        there=tuple(graph for graph in graphs if graph.name in there),
        remove=tuple(sorted(remove)),
        others=tuple(sorted(left.keys() - remove)),
        marks={name: marks[name] for name in (there | left.keys()) - remove},
    )


def _is_there(graph: SentGraph, marks: Mapping[str, Mark | None], held: Mapping[str, int]) -> bool:
    mark = marks.get(graph.name)
    return mark is not None and mark.fits(graph, held[graph.name])


def push(endpoint: Endpoint, plan: Plan, settings: Settings, progress: Progress | None = None) -> list[str]:
    """Carry out *plan*; return a note on each graph that the endpoint rightly holds otherwise than it was sent.

    Raises EndpointError where the endpoint fails, or holds other than it was sent; the message tells how far it got.
    """
    run = _Run(endpoint, plan, settings, progress or (lambda *_: None))
    with run.told_how_far():
        run.all()
    return run.notes


@dataclass
class _Run:
    endpoint: Endpoint
    plan: Plan
    settings: Settings
    progress: Progress
    settled: int = 0
    notes: list[str] = field(default_factory=list)

    def all(self) -> None:
        if not self.plan.send and not self.plan.remove:
            return
        sender = choose(self.endpoint, self.settings.protocol, self.settings.retries, self._begin)
        if self.plan.remove:
            self._remove(sender)
        sent: list[SentGraph] = []
        started = time.monotonic()
        for number, graph in enumerate(self.plan.send):
            self.progress("graphs", number, len(self.plan.send))
            sender.replace(graph.name, graph.parts(self.settings.part_size, sender.most_triples))
            sent.append(graph)
            if len(sent) == GRAPHS or time.monotonic() - started > SECONDS:
                self._settle(sender, sent)
                sent, started = [], time.monotonic()
        self._settle(sender, sent)
        self.progress("graphs", len(self.plan.send), len(self.plan.send))

    def _begin(self, sender: Sender) -> None:
        """Take away the marks of all graphs that will change."""
        self._write_marks(sender, dict.fromkeys((*(graph.name for graph in self.plan.send), *self.plan.remove)))

    def _remove(self, sender: Sender) -> None:
        """Remove graphs that are to go, and forget them when they are gone."""
        for name in self.plan.remove:
            sender.drop(name)
        held = patiently(lambda: count_triples(self.endpoint, self.plan.remove), sender.retries)
        if still := next((name for name, count in held.items() if count), None):
            wrong = f"still holds {held[still]} triples in {still}, which was removed"
            raise EndpointError(self.endpoint.url, wrong, "an endpoint that removes what it is told to")
        self._write_marks(sender, dict.fromkeys(graph.name for graph in self.plan.send))

    def _write_marks(self, sender: Sender, begun: Mapping[str, None]) -> None:
        lines = mark_lines(self.settings.marks_graph, {**self.plan.marks, **begun})
        sender.replace(self.settings.marks_graph, cut(lines, self.settings.part_size, sender.most_triples))

    def _settle(self, sender: Sender, graphs: Sequence[SentGraph]) -> None:
        """Count what was sent, and mark what is as it should be."""
        if not graphs:
            return
        held = patiently(lambda: count_triples(self.endpoint, [graph.name for graph in graphs]), sender.retries)
        for graph in graphs:
            if note := _difference(self.endpoint, graph, held[graph.name]):
                self.notes.append(note)
        marks = {graph.name: Mark(graph.sha256, held[graph.name]) for graph in graphs}
        sender.add(self.settings.marks_graph, b"".join(mark_lines(self.settings.marks_graph, marks)))
        self.settled += len(graphs)

    @contextmanager
    def told_how_far(self) -> Iterator[None]:
        try:
            yield
        except EndpointError as error:
            total = len(self.plan.send) + len(self.plan.there)
            done = len(self.plan.there) + self.settled
            right = f"{error.right} ({done} of {total} graphs are there; the same command goes on from them)"
            raise EndpointError(error.where, error.wrong, right, error.status) from error


def _difference(endpoint: Endpoint, graph: SentGraph, held: int) -> str:
    """Return what is to be said of a graph that is held otherwise than sent; raises EndpointError where it is wrong."""
    if held == graph.triples:
        return ""
    if held < graph.triples and held >= fewest_triples(graph):
        merged = graph.triples - held
        return (
            f"{graph.name}: {merged} of {graph.triples} triples are one with others there, which keeps numbers by value"
        )
    wrong = f"holds {held} triples in {graph.name}, to which {graph.triples} were sent"
    raise EndpointError(endpoint.url, wrong, "an endpoint that keeps all and nothing else")
