"""A page and its source in; one HTML file that shows both side by side out.

It holds no script and asks for nothing from anywhere. Foreign text in it is escaped.
"""

import html
from base64 import b64encode
from importlib.resources import files
from string import Template
from typing import Final

import charset_normalizer

from pipeline.documents.rows import Shown
from pipeline.documents.visible import visible

MOST_SOURCE: Final = 200_000
"""How many bytes of a text file are shown."""


def view(shown: Shown, source: str, remarks: tuple[str, ...]) -> str:
    """Return the page; `source` is HTML that `image`, `text` or `link` made."""
    page = shown.page
    facts = [f"page {page.number} of {shown.pages}"]
    if page.label != str(page.number):
        facts.append(f"labelled {page.label}")
    facts += [f"read by {page.engine}", *([page.note] if page.note else [])]
    template = Template(
        (files("pipeline.documents") / "view.html").read_text(encoding="utf-8")
    )
    return template.substitute(
        title=escaped(f"{shown.file.path}, page {page.number}"),
        path=escaped(shown.file.path),
        facts=escaped(" · ".join(facts)),
        remarks="".join(f'<p class="remark">{escaped(r)}</p>' for r in remarks),
        source=source,
        text=_pre(page.text) if page.text else _nothing("no text was read"),
    )


def escaped(foreign: str, *, lines: bool = False) -> str:
    return html.escape(visible(foreign, lines=lines))


def image(png: bytes) -> str:
    data = b64encode(png).decode("ascii")
    return f'<img alt="the page of the source file" src="data:image/png;base64,{data}">'


def text(data: bytes, size: int) -> str | None:
    """Show the beginning of a text file; `None` where these bytes are no text."""
    words = _decoded(data[:MOST_SOURCE])
    if words is None:
        return None
    left = size - len(data[:MOST_SOURCE])
    more = _nothing(f"… and {left:,} bytes more") if left > 0 else ""
    return _pre(words) + more


def link(address: str, name: str) -> str:
    return f'<p><a href="{html.escape(address)}">{escaped(name)}</a></p>'


def nothing() -> str:
    return _nothing("there is no source to show")


def _pre(words: str) -> str:
    return f"<pre>{escaped(words, lines=True)}</pre>"


def _nothing(words: str) -> str:
    return f'<p class="nothing">{escaped(words)}</p>'


def _decoded(data: bytes) -> str | None:
    if data[:2] not in {b"\xff\xfe", b"\xfe\xff"} and b"\0" in data:
        return None
    for cut in range(4):  # the last character may have been cut
        try:
            return data[: len(data) - cut].decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
    best = charset_normalizer.from_bytes(data).best()
    return str(best) if best is not None else None
