"""reStructuredText as it was written, a page for each heading."""

import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final, cast

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, roles, states
from docutils.utils import new_document

from pipeline.ingest.readers.base import Contents, Options
from pipeline.ingest.readers.clean import at_headings, characters
from pipeline.ingest.readers.text import decode

_BLANK_START = re.compile(r"\A(?:[ \t]*\n)+")
_MOST_CHARACTERS: Final = 4_000_000
"""docutils takes seconds for a million."""
_SETTINGS: Final = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 5,
    "warning_stream": False,
    "syntax_highlight": "none",
    "line_length_limit": 1 << 30,
}


class _Inliner:
    """Leaves the words of paragraphs alone, which is most of the work; see `words`."""

    def __init__(self) -> None:
        self._real = cast("Any", states.Inliner())
        self._memo: Any = None

    def init_customizations(self, settings: object) -> None:
        self._real.init_customizations(settings)

    def parse(
        self, text: str, _: int, memo: object, __: nodes.Element
    ) -> tuple[list[nodes.Text], list[nodes.Node]]:
        self._memo = memo
        return [nodes.Text(text)], []

    def words(self, title: str) -> str:
        made, _ = self._real.parse(title, 0, self._memo, nodes.paragraph())
        return "".join(str(node.astext()) for node in made)


def read(data: bytes, _: Options) -> Contents:
    text = _BLANK_START.sub("", characters(decode(data))).rstrip()
    lines = text.splitlines(keepends=True)
    note = None
    headings: dict[int, str] = {}
    if len(text) > _MOST_CHARACTERS:
        note = "too long to find its headings"
    else:
        try:
            headings = _headings(text, lines)
        except Exception as error:  # noqa: BLE001  # costs the headings, not the text
            note = f"its headings are not found ({type(error).__name__})"
    return Contents(at_headings(lines, headings, engine="docutils", note=note))


def _headings(text: str, lines: list[str]) -> dict[int, str]:
    """Give the first line and the words of each heading."""
    settings = cast("Any", get_default_settings(Parser))
    for name, value in _SETTINGS.items():
        setattr(settings, name, value)
    document = new_document("", settings)
    inliner = _Inliner()
    found: dict[int, str] = {}
    past = 0
    with _own_roles():
        Parser(inliner=cast("Any", inliner)).parse(text, document)
        for section in document.findall(nodes.section):
            under = (section.line or 0) - 1
            over = under - 2
            framed = over >= past and lines[over].rstrip() == lines[under].rstrip()
            past = under + 1
            found[over if framed else under - 1] = inliner.words(section[0].astext())
    return found


@contextmanager
def _own_roles() -> Generator[None]:
    """Forget the roles that a document defines; docutils keeps them for the next."""
    known = cast("dict[str, object]", cast("Any", roles)._roles)  # noqa: SLF001
    before = dict(known)
    try:
        yield
    finally:
        known.clear()
        known.update(before)
