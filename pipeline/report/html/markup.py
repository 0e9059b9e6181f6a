"""Markdown of the report in, HTML out: no raw tag passes but those that fold."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from pipeline.report.html.pictures import inline

_FOLDING: Final = re.compile(r"</?(?:details|summary)>")
_NO_SLUG: Final = re.compile(r"[^a-z0-9]+")
_PLOTS: Final = "plots"
_FRAMED: Final = {
    "<table>": '<div class="wide"><table>',
    "</table>": "</table></div>",
}
"""A wide table moves sideways in a frame of its own; no foreign text has these tags."""


class Heading(NamedTuple):
    id: str
    words: str


class Markup(NamedTuple):
    html: str
    headings: list[Heading]
    """Of the second level, in order."""


def markup(markdown: str, plots: Mapping[str, bytes]) -> Markup:
    """Return the page with the plots that it names, as SVG, in it.

    Without styles or scripts of its own, so that the browser can be told to refuse any.
    """
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    for name, rule in _RULES.items():
        parser.add_render_rule(name, rule)
    env: EnvType = {_PLOTS: dict(plots)}
    tokens = parser.parse(markdown, env)
    headings = _headings(tokens)
    _classes(tokens)
    html = parser.renderer.render(tokens, parser.options, env)
    for tag, framed in _FRAMED.items():
        html = html.replace(tag, framed)
    return Markup(html, headings)


def _headings(tokens: Sequence[Token]) -> list[Heading]:
    """Give each section a name that a link can have."""
    found: list[Heading] = []
    for opening, content in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            children = content.children or []
            words = "".join(child.content for child in children)
            slug = _NO_SLUG.sub("-", words.lower()).strip("-") or "section"
            if slug in {heading.id for heading in found}:
                slug = f"{slug}-{len(found) + 1}"
            opening.attrSet("id", slug)
            found.append(Heading(slug, words))
    return found


def _classes(tokens: Sequence[Token]) -> None:
    """Say in a class what a style would: columns of numbers stand at the right."""
    for token in tokens:
        if token.type in {"th_open", "td_open"}:
            style = str(token.attrs.pop("style", ""))
            if style.endswith("right"):
                token.attrSet("class", "number")
        if token.type == "th_open":
            token.attrSet("scope", "col")


def _image(
    renderer: RendererProtocol,
    tokens: Sequence[Token],
    place: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """Put the plot there, or its words where there is no such plot."""
    token = tokens[place]
    words = "".join(child.content for child in token.children or [])
    name = str(token.attrs.get("src", ""))
    del renderer, options
    return inline(env[_PLOTS].get(name), name, words)


def _raw(
    _: RendererProtocol,
    tokens: Sequence[Token],
    place: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """Let the tags that fold through, and show all others as text."""
    del options, env
    raw = tokens[place].content
    parts = zip([*_FOLDING.split(raw)], [*_FOLDING.findall(raw), ""], strict=True)
    return "".join(
        text.replace("<", "&lt;").replace(">", "&gt;") + tag for text, tag in parts
    )


_RULES: Final = {
    "image": _image,
    "html_block": _raw,
    "html_inline": _raw,
}
