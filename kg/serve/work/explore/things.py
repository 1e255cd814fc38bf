"""The things that claims and ties name, the places among them that have coordinates, and what lies in what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from kg.namespaces import CKG
from kg.serve.work.explore.asking import Asker, many, one
from kg.serve.work.explore.tables import Columns, columns
from kg.sparql.classes import below, most_specific

__all__ = ["Position", "located", "places_among", "read_things", "read_within"]

# The longitude and the latitude of a thing, None where the graph gives none.
Position = Callable[[str], tuple[float, float] | None]


def read_within(asker: Asker) -> dict[str, list[str]]:
    """Return in what things lie, directly."""
    return many([[thing, area] for thing, area in asker.rows("within") if thing != area])


def read_things(
    asker: Asker,
    iris: Collection[str],
    path: Callable[[str], str],
    claims: Mapping[str, int],
    reprints: Mapping[str, int],
) -> Columns:
    """Return the table of the things *iris*, by path.

    *claims* tells how many claims have to do with each, *reprints* how many of these are reprints of another of them.
    """
    labelled, typed = asker.together((("labels", iris), ("kinds", iris)))
    labels, kinds = one(labelled), many(typed)
    rows = []
    for iri in sorted(iris, key=path):
        shown = path(iri)
        kind, role = _kind(kinds.get(iri, ()))
        rows.append(
            (shown, labels.get(iri) or shown.rpartition("/")[2], kind, role, claims.get(iri, 0), reprints.get(iri, 0))
        )
    return columns(("path", "label", "kind", "role", "claims", "reprints"), rows)


def places_among(asker: Asker, iris: Collection[str]) -> set[str]:
    """Return those of *iris* that are places, as the column `role` of `read_things` tells it."""
    return {iri for iri, classes in many(asker.rows("kinds", iris)).items() if _kind(classes)[1] == "place"}


def located(asker: Asker, things: Mapping[str, int], position: Position) -> Columns:
    """Return the table of those of *things* that have coordinates, in their order; WGS 84 degrees."""
    known = {row[0] for row in asker.rows("located")}
    points = ((things[iri], position(iri)) for iri in things if iri in known)
    rows = [(number, point[1], point[0]) for number, point in points if point]
    return columns(("thing", "latitude", "longitude"), rows)


def _kind(classes: Iterable[str]) -> tuple[str, str]:
    """Return the most specific class of ours and the role that it gives: actor, place or other."""
    names = most_specific(name.removeprefix(CKG) for name in classes)
    # To be a source is a role that an actor of any kind can have.
    exact = [name for name in names if name != "InformationSource"] or list(names)
    kind = exact[0] if exact else "Thing"
    role = next((role for role, top in (("place", "Territory"), ("actor", "Actor")) if kind in below(top)), "other")
    return kind, role
