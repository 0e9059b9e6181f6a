"""Web pages: what a browser would show as text, a page for each heading."""

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.ingest.readers.base import Contents, Options
from pipeline.ingest.readers.clean import CELL_BORDER, characters, page
from pipeline.ingest.readers.text import decode

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOISE: Final = frozenset({"head", "script", "style", "noscript", "template"})
_PARAGRAPHS: Final = _HEADINGS | {
    *("p", "pre", "blockquote", "table", "ul", "ol", "dl", "figure", "section"),
    *("article", "aside", "header", "footer", "main", "nav", "form", "hr"),
}
_LINES: Final = frozenset(
    {"div", "li", "tr", "br", "dt", "dd", "caption", "figcaption", "address"}
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_CHARSET = re.compile(
    rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_HEAD_BYTES: Final = 4096
_ENGINE: Final = "selectolax"


class _Writer:
    """Collects the text of a walk over the tree, heading by heading."""

    def __init__(self) -> None:
        self.pages: list[tuple[str, list[str]]] = [("", [])]
        self._line_ends = 2
        """How many the text ends with; a page begins as if after a blank line."""
        self._cells: list[list[str]] | None = None
        self._verbatim = 0

    def enter(self, node: LexborNode) -> bool:
        """Take what comes before the children; false when they are not to be read."""
        tag = node.tag or ""
        if node.is_text_node:
            self._write(node.text_content or "")
        elif tag in _HEADINGS and self._cells is None:
            self.pages.append((node.text(), []))
            self._line_ends = 2
        elif tag in {"td", "th"} and self._cells is not None:
            self._cells.append([])
        else:
            self._begin(node, tag)
        return tag not in _NOISE

    def _begin(self, node: LexborNode, tag: str) -> None:
        self._break(tag)
        if tag == "li" and self._cells is None:
            self._write("- ")
        elif tag == "tr" and node.css_first("table") is None:  # else it is page layout
            self._cells = []
        elif tag == "pre":
            self._verbatim += 1

    def leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "tr" and self._cells is not None:
            cells = [" ".join("".join(cell).split()) for cell in self._cells]
            self._cells = None
            if any(cells):
                self._write(CELL_BORDER.join(cells))
        elif tag == "pre":
            self._verbatim -= 1
        self._break(tag)

    def _break(self, tag: str) -> None:
        wanted = 2 if tag in _PARAGRAPHS else int(tag in _LINES)
        if wanted and self._cells is not None:
            self._write(" ")
        elif wanted > self._line_ends:
            self.pages[-1][1].append("\n" * (wanted - self._line_ends))
            self._line_ends = wanted

    def _write(self, text: str) -> None:
        if self._cells is not None:
            if self._cells:
                self._cells[-1].append(text)
            return
        if not self._verbatim:
            text = _SPACE.sub(" ", text)
            text = text.lstrip() if self._line_ends else text
        if text:
            self.pages[-1][1].append(text)
            self._line_ends = min(2, len(text) - len(text.rstrip("\n")))


def read(data: bytes, _: Options) -> Contents:
    return read_text(decode(data, declared=_declared(data)))


def read_text(text: str, *, first: int = 1) -> Contents:
    """Read a page that is decoded already: a part of a book, the body of a mail.

    `first` is the number of its first page in what it is a part of.
    """
    tree = LexborHTMLParser(text)
    title = tree.css_first("title", None)
    name = characters(title.text()).strip() if title is not None else ""
    writer = _Writer()
    if tree.root is not None:
        _walk(tree.root, writer)
    parts = ((heading, "".join(texts)) for heading, texts in writer.pages)
    kept = [part for part in parts if part[1].strip()] or [("", "")]
    pages = [
        page(number, heading or (name if number == first else ""), text, engine=_ENGINE)
        for number, (heading, text) in enumerate(kept, first)
    ]
    return Contents(pages, title=name or None)


def _walk(root: LexborNode, writer: _Writer) -> None:
    """Visit in reading order without recursion: a hostile page may nest any depth."""
    node = root
    while True:
        following = node.child if writer.enter(node) else None
        while following is None:
            writer.leave(node)
            # `==` on nodes compares their whole text.
            if node.mem_id == root.mem_id or (parent := node.parent) is None:
                return
            following = node.next
            node = parent if following is None else node
        node = following


def _declared(data: bytes) -> str | None:
    """Find the charset the page names, read as browsers do."""
    found = _CHARSET.search(data[:_HEAD_BYTES])
    name = found[1].decode("ascii").lower() if found else None
    if name is None or name.startswith(("utf-16", "utf-32")):
        return None  # a page whose ASCII can be read is in neither
    return "cp1252" if name in {"iso-8859-1", "latin1", "us-ascii", "ascii"} else name
