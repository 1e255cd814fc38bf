"""Pushes graphs: what is there already is left, the rest is sent, counted and marked, one graph after another."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from kg.endpoint import Endpoint
from kg.errors import EndpointError
from kg.push.marks import Mark, count_triples, mark_lines, read_marks
from kg.push.protocols import Sender, choose
from kg.push.spool import SentGraph
from kg.push.values import fewest_triples

__all__ = ["Plan", "Pushed", "Settings", "make_plan", "push"]

# How much is counted and marked at once: a push that is killed does so much again, or one graph where that is longer.
SECONDS: Final = 1.0
GRAPHS: Final = 50
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of a push: *protocol* as in `kg.push.protocols`, the most bytes of a request, the graph of our marks, and
    how often what fails is tried again.

    With *again*, what is there is sent once more; with *delete_others*, graphs of earlier pushes that are no longer
    among those pushed are removed.
    """

    marks_graph: str
    protocol: str = "auto"
    part_size: int = 4 << 20
    retries: int = 5
    again: bool = False
    delete_others: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: *send* these graphs, leave those that are *there*, remove *others*; *marks* stay as they are."""

    send: tuple[SentGraph, ...]
    there: tuple[SentGraph, ...]
    others: tuple[str, ...]
    marks: dict[str, Mark]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was done: graphs *sent*, and notes on each that the endpoint holds otherwise than it was sent."""

    sent: int
    protocol: str
    notes: tuple[str, ...] = ()


def make_plan(endpoint: Endpoint, graphs: Sequence[SentGraph], settings: Settings) -> Plan:
    """Compare *graphs* with what *endpoint* holds: a graph is there if its mark fits and as many triples are counted."""
    marks = read_marks(endpoint, settings.marks_graph)
    known = {graph.name: graph for graph in graphs}
    likely = [g.name for g in graphs if not settings.again and g.name in marks and marks[g.name].sha256 == g.sha256]
    held = count_triples(endpoint, likely)
    there = {name for name in likely if marks[name].fits(known[name], held[name])}
    others = tuple(sorted(set(marks) - set(known))) if settings.delete_others else ()
    return Plan(
        send=tuple(graph for graph in graphs if graph.name not in there),
        there=tuple(graph for graph in graphs if graph.name in there),
        others=others,
        marks={name: mark for name, mark in marks.items() if name in there or name not in {*known, *others}},
    )


def push(endpoint: Endpoint, plan: Plan, settings: Settings, progress: Progress | None = None) -> Pushed:
    """Carry out *plan*.

    Raises EndpointError where the endpoint fails, or holds other than it was sent; the message tells how far it got.
    """
    run = _Run(endpoint, plan, settings, progress or (lambda *_: None))
    with run.told_how_far():
        return run.all()


@dataclass
class _Run:
    endpoint: Endpoint
    plan: Plan
    settings: Settings
    progress: Progress
    settled: int = 0
    notes: list[str] = field(default_factory=list)

    def all(self) -> Pushed:
        if not self.plan.send and not self.plan.others:
            return Pushed(0, self.settings.protocol)
        sender = choose(self.endpoint, self.settings.protocol, self.settings.retries, self._forget)
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
        return Pushed(len(self.plan.send), sender.protocol, tuple(self.notes))

    def _forget(self, sender: Sender) -> None:
        """Remove graphs that are to go, then the marks of all that will change."""
        for name in self.plan.others:
            sender.drop(name)
        lines = mark_lines(self.plan.marks)
        sender.replace(self.settings.marks_graph, _cut(lines, self.settings.part_size, sender.most_triples))

    def _settle(self, sender: Sender, graphs: Sequence[SentGraph]) -> None:
        """Count what was sent, and mark what is as it should be."""
        if not graphs:
            return
        held = sender.patiently(lambda: count_triples(self.endpoint, [graph.name for graph in graphs]))
        for graph in graphs:
            if note := _difference(self.endpoint, graph, held[graph.name]):
                self.notes.append(note)
        marks = {graph.name: Mark(graph.sha256, held[graph.name]) for graph in graphs}
        sender.add(self.settings.marks_graph, mark_lines(marks))
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


def _cut(lines: bytes, size: int, triples: int) -> Iterator[bytes]:
    """Yield *lines* in parts as a graph's are."""
    part: list[bytes] = []
    length = 0
    for line in lines.splitlines(keepends=True):
        if part and (length + len(line) > size or len(part) == triples):
            yield b"".join(part)
            part, length = [], 0
        part.append(line)
        length += len(line)
    yield b"".join(part)
