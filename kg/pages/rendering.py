"""Pages from templates: Jinja2, all text escaped, with links to the pages of terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from kg.formats.ontology import Value
from kg.namespaces import PREFIXES, shorten
from kg.pages.names import Place
from kg.pages.writing import GENERATOR
from kg.resources import PACKAGE
from kg.templates import Render, templates

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["Renderer"]

FOLDER: Final = PACKAGE / "pages" / "templates"
_NAME: Final = re.compile(r"(?<![\w:/#<-])([a-z][a-z0-9]*):([A-Za-z][\w-]*)")


@dataclass(frozen=True)
class Renderer:
    """Renders the template NAME with values; *places* says where the page of each term lies."""

    rendered: Render
    places: Mapping[str, Place]

    @classmethod
    def of(cls, places: Mapping[str, Place]) -> Renderer:
        """Return a renderer; raises MissingExtraError where Jinja2 is not installed."""
        return cls(templates(FOLDER, "kg docs", "docs"), places)

    def render(self, template: str, path: str, values: Mapping[str, Any]) -> bytes:
        """Return the page at *path* as bytes of UTF-8."""
        from markupsafe import Markup

        root = "../" * path.count("/")
        links = _Links(self.places, root)
        ways = {"link": links.iri, "shown": links.value, "linked": links.named, "href": links.href, "prefixed": shorten}
        text = self.rendered(template, {**values, **ways, "root": root, "path": path, "generator": Markup(GENERATOR)})
        return (text.rstrip() + "\n").encode()


@dataclass(frozen=True, slots=True)
class _Links:
    """Terms as links, seen from a page whose way to the top is *root*."""

    places: Mapping[str, Place]
    root: str

    def href(self, iri: str) -> str:
        """Return where *iri* leads: to its page, else to itself; "" where it is no address of the web."""
        place = self.places.get(iri)
        if place:
            return self.root + quote(place.path, safe="/~")
        return iri if re.match(r"https?://", iri) else ""

    def iri(self, iri: str) -> Markup:
        """Return *iri* by its prefixed name, linked."""
        from markupsafe import Markup

        name, href = shorten(iri), self.href(iri)
        return (
            Markup('<a href="{}"><code>{}</code></a>').format(href, name)
            if href
            else Markup("<code>{}</code>").format(name)
        )

    def value(self, value: Value) -> Markup:
        """Return *value* for people: IRIs linked, also inside an expression."""
        from markupsafe import Markup, escape

        if value.kind == "iri":
            return self.iri(value.text)
        if value.kind == "literal":
            language = Markup(' lang="{}"').format(value.language) if value.language else Markup("")
            return Markup("<span{}>{}</span>").format(language, value.text)
        parts = re.split(r"<([^<>]+)>", value.text)
        return Markup("").join(self.iri(part) if at % 2 else escape(part) for at, part in enumerate(parts))

    def named(self, text: str) -> Markup:
        """Return *text*, Turtle or prose, with the terms that it names (`ckg:Claim`) linked where they have a page."""
        from markupsafe import Markup, escape

        pieces, at = [], 0
        for match in _NAME.finditer(text):
            place = self.places.get(PREFIXES.get(match[1], "?:") + match[2])
            if place:
                pieces += [
                    escape(text[at : match.start()]),
                    Markup('<a href="{}">{}</a>').format(self.href(place.term.iri), match[0]),
                ]
                at = match.end()
        return Markup("").join([*pieces, escape(text[at:])])
