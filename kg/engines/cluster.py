"""A Ray cluster: tasks go to its nodes, a few for each of its processors at a time, and again where a node dies.

Each node has the same kg, which every task checks before it does anything, and sees the files and folders that tasks name.
"""

from __future__ import annotations

import logging
import os
import pickle
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from zlib import ZLIB_RUNTIME_VERSION  # on which the bytes of packed files hang

from kg import __version__, resources, software
from kg.errors import KgError, MissingExtraError

if TYPE_CHECKING:
    from ray import ObjectRef

__all__ = ["RayEngine"]

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")
# Tasks for each processor that are with the cluster, so that none is idle while results are taken.
AHEAD: Final = 3
# So often Ray tries a task again whose node or process died, before it is tried alone with the blame.
RETRIES: Final = 3
MOST_TRIES: Final = 3
# The longest wait for the cluster to answer at all, in seconds.
PATIENCE: Final = 10
HERE: Final = "local"


class RayEngine:
    """Does tasks on the Ray cluster at *address* ("HOST:PORT"), at most *jobs* at a time (None: as many as it has processors).

    Without an address it is the one that RAY_ADDRESS names, else a Ray of this machine, as long as the engine is open.
    A program that is connected to a cluster already stays so. Raises KgError where the cluster does not answer,
    MissingExtraError where ray is not installed.
    """

    def __init__(self, address: str | None = None, jobs: int | None = None) -> None:
        self._address = address or os.environ.get("RAY_ADDRESS") or HERE
        self._jobs = jobs
        self._is_ours = False
        self._connect()

    def map(
        self,
        function: Callable[[S, T], R],
        shared: S,
        items: Iterable[T],
        blamed: Callable[[T], T] | None = None,
        apart: Callable[[T], bool] | None = None,
    ) -> Iterator[R]:
        """Yield what the tasks give, as each is done: see `Engine.map`.

        Ray itself tries a task again whose node or process died; after that it is tried on one node, where its journal lies.
        """
        self._connect()
        import ray

        told = _Told(__version__, _program(), str(Path.cwd()))
        given = ray.put(pickle.dumps((function, shared)))
        waiting = deque(_Try(item) for item in items)
        running: dict[ObjectRef[Any], _Try] = {}
        try:
            while waiting or running:
                room = self._room() if waiting else 0
                while waiting and len(running) < room:
                    trying = waiting.popleft()
                    running[_submitted(told, given, trying, blamed)] = trying
                for ref in ray.wait(list(running), num_returns=1)[0]:
                    trying = running.pop(ref)
                    try:
                        result = ray.get(ref)
                    except (KeyboardInterrupt, ray.exceptions.RayTaskError):
                        raise
                    except ray.exceptions.TaskUnschedulableError:  # its node is gone
                        waiting.appendleft(trying)
                    except ray.exceptions.RayError as error:
                        waiting.appendleft(_next(trying, error))
                    else:
                        yield _answer(result)
        finally:
            for ref in running:
                with suppress(ray.exceptions.RayError):
                    ray.cancel(ref, force=True)

    def close(self) -> None:
        """Leave the cluster, so that the processes of the tasks end; more tasks may follow."""
        if self._is_ours:
            import ray

            ray.shutdown()
            self._is_ours = False

    def _connect(self) -> None:
        try:
            os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray would tell its makers
            import ray
        except ModuleNotFoundError as error:
            raise MissingExtraError("--engine ray", "ray") from error
        if ray.is_initialized():
            return
        _check_answers(self._address)
        only_here: dict[str, Any] = (
            {"num_cpus": self._jobs, "include_dashboard": False} if self._address == HERE else {}
        )
        try:
            ray.init(self._address, log_to_driver=False, logging_level=logging.CRITICAL, **only_here)
        except (ConnectionError, OSError, RuntimeError, ValueError) as error:
            wrong = f"the Ray there does not answer ({str(error).splitlines()[0]})"
            raise KgError(self._address, wrong, RIGHT) from error
        self._is_ours = True

    def _room(self) -> int:
        import ray

        resources_now = ray.cluster_resources()  # type: ignore[no-untyped-call]
        return self._jobs or AHEAD * max(1, int(resources_now.get("CPU", 1)))


RIGHT: Final = "the address that `ray start --head` has printed, and the same Ray and Python there as here"


@dataclass(frozen=True, slots=True)
class _Told:
    """What a task holds its node against: the version and the program of kg, and the folder that paths start from."""

    version: str
    program: str
    folder: str


@dataclass(frozen=True, slots=True)
class _Try:
    """An item, and how often it has been tried."""

    item: Any
    tries: int = 0


@dataclass(frozen=True, slots=True)
class _Refused:
    """A KgError on its way: the exception itself cannot travel."""

    where: str
    wrong: str
    right: str


def _submitted(
    told: _Told, given: ObjectRef[bytes], trying: _Try, blamed: Callable[[Any], Any] | None
) -> ObjectRef[Any]:
    import ray
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    options: dict[str, Any] = {"max_retries": RETRIES}
    if trying.tries:
        options = {"max_retries": 0, "scheduling_strategy": NodeAffinitySchedulingStrategy(_first_node(), soft=False)}
    item = blamed(trying.item) if blamed and trying.tries == MOST_TRIES - 1 else trying.item
    reference: ObjectRef[Any] = ray.remote(_do).options(**options).remote(told, [given], pickle.dumps(item))
    return reference


def _first_node() -> str:
    """Return the node on which what is to blame is looked for: the same as long as it lives."""
    import ray

    nodes = ray.nodes()  # type: ignore[no-untyped-call]
    alive = sorted(node["NodeID"] for node in nodes if node["Alive"] and node["Resources"].get("CPU"))
    if not alive:
        raise KgError("ray", "has no node left", "start nodes, and call it once more: what is done stays done")
    return str(alive[0])


def _next(trying: _Try, error: Exception) -> _Try:
    if trying.tries == MOST_TRIES - 1:
        wrong = f"has ended its process {MOST_TRIES} times ({type(error).__name__})"
        raise KgError(trying.item, wrong, "more memory for each task: fewer CPUs on each node") from error
    return replace(trying, tries=trying.tries + 1)


def _answer(result: Any) -> Any:
    if isinstance(result, _Refused):
        raise KgError(result.where, result.wrong, result.right)
    return result


def _check_answers(address: str) -> None:
    """Raise KgError where nothing listens at *address*; Ray itself would try for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdigit():
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), PATIENCE).close()
    except OSError as error:
        raise KgError(address, f"no Ray answers there ({error.strerror or error})", RIGHT) from error


# What this process was given last.
_held: dict[str, tuple[Callable[[Any, Any], Any], Any]] = {}


def _do(told: _Told, given: list[ObjectRef[bytes]], item: bytes) -> Any:
    """Do one item on a node; *given* is in a list, so that it is fetched once and not for each task."""
    here = _Told(__version__, _program(), told.folder)
    if here != told:
        wrong = f"has kg {here.version} ({here.program[:8]}), not {told.version} ({told.program[:8]})"
        return _Refused(
            f"node {socket.gethostname()}", wrong, "the same conflict-kg and the same libraries on every node"
        )
    name = given[0].hex()
    if name not in _held:
        import ray

        with suppress(OSError):  # then paths that are not absolute are told as missing
            os.chdir(told.folder)
        _held.clear()
        _held[name] = pickle.loads(ray.get(given[0]))
    function, shared = _held[name]
    try:
        return function(shared, pickle.loads(item))
    except KgError as error:
        return _Refused(error.where, error.wrong, error.right)


@cache
def _program() -> str:
    """Return the sha256 of all that documents rest on.

    That is kg's text, its tables, the bundled parser's weights, the ontology, and the libraries there.
    """
    parser = resources.parser_folder()
    found = [path for path in resources.PACKAGE.rglob("*") if path.suffix in (".py", ".toml") or parser in path.parents]
    files = {path.relative_to(resources.PACKAGE): path for path in found if "__pycache__" not in path.parts}
    # In a checkout these lie beside the package, in a wheel in it.
    files |= {Path("ontology", path.name): path for path in resources.graph_files()}
    digest = sha256(repr((software.installed(), ZLIB_RUNTIME_VERSION)).encode("ascii"))
    for name, path in sorted((name, path) for name, path in files.items() if path.is_file()):
        digest.update(name.as_posix().encode() + b"\0")
        with path.open("rb") as file:
            digest.update(file_digest(file, "sha256").digest())
    return digest.hexdigest()
