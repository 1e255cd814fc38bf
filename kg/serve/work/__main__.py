"""A process that answers one job at a time over a store that it has open read-only; to stop its work, it is killed.

It speaks `kg.serve.frames` on stdin and stdout: a job in, an answer out. Whatever else is printed goes to stderr.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from typing import Any, BinaryIO

from kg.errors import KgError
from kg.serve import frames
from kg.serve.notes import APOLOGY, note_fault
from kg.serve.problems import Problem
from kg.serve.work.jobs import JOBS, Context, Reply

__all__ = ["main"]

# Shorter answers do not get shorter by packing.
WORTH_PACKING = 1024


def main() -> None:
    """Answer until stdin ends; the one argument is the context as JSON."""
    jobs, answers = _own_pipes()
    context = Context(**json.loads(sys.argv[1]))
    _end_with_the_server()
    _bound_memory(context.memory)
    context.store  # noqa: B018  opened before the first job
    answers.write(frames.pack({"ready": True}))
    answers.flush()
    while (job := frames.read(jobs)) is not None:
        answers.write(_answered(context, *job))
        answers.flush()


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take stdin and stdout for the messages alone."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    return jobs, answers


def _end_with_the_server() -> None:
    """Have Linux kill this process when the server's ends, however it ends; elsewhere it goes when its pipe does."""
    if sys.platform == "linux":
        import ctypes
        import signal

        PR_SET_PDEATHSIG = 1
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _bound_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answered(context: Context, job: dict[str, Any], body: bytes) -> bytes:
    try:
        reply = JOBS[job["job"]](context, job, body)
    except Problem as problem:
        return _problem(problem.status, problem.detail)
    except KgError as error:
        return _problem(400, str(error))
    except MemoryError:
        return _problem(400, "the answer needs more memory than it may take; ask for less at once")
    except Exception as error:
        note_fault(job["job"], error)
        return _problem(500, APOLOGY)
    return _packed(reply, job)


def _packed(reply: Reply, job: dict[str, Any]) -> bytes:
    packed = bool(job.get("gzip")) and len(reply.body) > WORTH_PACKING
    # mtime=0: the same answer is the same bytes.
    body = gzip.compress(reply.body, 5, mtime=0) if packed else reply.body
    head = {"status": 200, "type": reply.type, "gzip": packed, "headers": reply.headers, "lasting": reply.lasting}
    return frames.pack(head, body)


def _problem(status: int, detail: str) -> bytes:
    return frames.pack({"status": status, "detail": detail})


if __name__ == "__main__":
    main()
