"""Union-find: what hangs together."""

from __future__ import annotations

from collections import defaultdict

__all__ = ["Groups"]


class Groups:
    """Keys joined in pairs; which of two roots stays does not matter, since only what hangs together is asked."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def add(self, key: str) -> None:
        """Take *key* in, alone if it is new."""
        self._above.setdefault(key, key)

    def root(self, key: str) -> str:
        """Return the key that stands for the group of *key*."""
        while (above := self._above[key]) != key:
            self._above[key] = self._above[above]
            key = above
        return key

    def join(self, one: str, other: str) -> None:
        """Put the groups of both together."""
        self.add(one)
        self.add(other)
        self._above[self.root(one)] = self.root(other)

    def members(self) -> list[list[str]]:
        """Return the groups, each sorted, in order."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key in sorted(self._above):
            found[self.root(key)].append(key)
        return sorted(found.values())
