"""Files that hold several reports → their records, one at a time, so that no file has to fit into memory.

A container's reader is a function `(path, options) → Iterator[Record | InputError]`: an error stands for one record that
cannot be read, and those after it come all the same; it raises InputError where the file as a whole cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final, TypeAlias

from kg.errors import InputError
from kg.read.draft import Record
from kg.read.libraries import with_libraries
from kg.read.media_types import JSON_LINES, MAIL, WARC
from kg.read.options import ReadOptions

__all__ = ["find_records"]

RecordReader: TypeAlias = Callable[[Path, ReadOptions], Iterator[Record | InputError]]
READERS: Final[Mapping[str, tuple[str, str]]] = {
    JSON_LINES: ("kg.read.json_lines", "find_json_records"),
    WARC: ("kg.read.warc", "find_warc_records"),
    MAIL: ("kg.read.mail", "find_mail_records"),
}


def find_records(path: Path, media_type: str, options: ReadOptions) -> Iterator[Record | InputError]:
    """Yield the records of the file at *path*, in its order; see the module for what is raised and what is yielded."""
    module, name = READERS[media_type]
    reader: RecordReader = getattr(import_module(module), name)
    with with_libraries(media_type):
        yield from reader(path, options)
