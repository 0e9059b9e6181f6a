"""E-books: the parts of an EPUB in reading order, a page for each heading."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote
from zipfile import ZipFile

from pipeline.ingest.readers import html, zipped
from pipeline.ingest.readers.base import (
    NO_TEXT_LAYER,
    Contents,
    Options,
    PageText,
    UnreadableError,
)
from pipeline.ingest.readers.clean import page
from pipeline.ingest.readers.text import decode

_CONTAINER: Final = "META-INF/container.xml"
_LOCKS: Final = "META-INF/encryption.xml"
_ENCODING = re.compile(rb"""<\?xml[^>]{1,200}encoding\s*=\s*["']([\w.:-]+)""")
_CLOSED = re.compile(r"<([a-zA-Z][\w.:-]*)([^<>]*)/>")
"""Closes an element in XML; in HTML it is as good as without the slash."""
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"}
    | {"param", "source", "track", "wbr"}
)
_PICTURE = re.compile(r"<(?:\w+:)?(?:img|image|svg)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Package:
    """What the OPF file says."""

    parts: tuple[str, ...]
    """The names of the members to read, in order."""
    said: Mapping[str, str]


def read(data: bytes, options: Options) -> Contents:
    with zipped.opened(data, options) as archive:
        package = _package(archive, options)
        locked = _locked(archive, options)
        if locked and locked.issuperset(package.parts):
            message = "is locked by its seller (DRM)"
            raise UnreadableError(message)
        pages: list[PageText] = []
        blank: list[PageText] = []
        room = options.most_characters
        for name in package.parts:
            for one in _part(archive, name, options, len(pages) + 1):
                # Covers and the like are left out, unless there is nothing else.
                told = one.text or one.note not in {None, NO_TEXT_LAYER}
                (pages if told else blank).append(one)
                room -= len(one.text)
            if room < 0:
                break
    pages = pages or blank[:1] or [page(1, "", "", engine="zipfile")]
    said = dict(package.said)
    title = said.pop("title", None)
    return Contents(pages, title=title, details=said)


def _package(archive: ZipFile, options: Options) -> _Package:
    container = zipped.xml(zipped.read(archive, _CONTAINER, options))
    paths = [str(root.get("full-path")) for root in container.iter("{*}rootfile")]
    if not paths:
        message = f"{_CONTAINER!r} in it names no book"
        raise UnreadableError(message)
    root = zipped.xml(zipped.read(archive, paths[0], options))
    names = {
        item.get("id"): _member(paths[0], item.get("href") or "")
        for item in root.iter("{*}item")
    }
    wanted = [item.get("idref") for item in root.iter("{*}itemref")]
    said = {
        key: " ".join("".join(found.itertext()).split())
        for key, tag in (("title", "title"), ("author", "creator"), ("created", "date"))
        if (found := next(root.iter(f"{{*}}{tag}"), None)) is not None
    }
    return _Package(
        parts=tuple(dict.fromkeys(names[idref] for idref in wanted if idref in names)),
        said={key: value for key, value in said.items() if value},
    )


def _locked(archive: ZipFile, options: Options) -> set[str]:
    try:
        root = zipped.xml(zipped.read(archive, _LOCKS, options))
    except KeyError:
        return set()
    found = root.iter("{*}CipherReference")
    return {unquote(str(reference.get("URI"))) for reference in found}


def _part(
    archive: ZipFile, name: str, options: Options, first: int
) -> Iterator[PageText]:
    try:
        data = zipped.read(archive, name, options)
    except KeyError:
        yield page(first, "", "", engine="zipfile", note=f"{name!r} is not in the file")
        return
    declared = _ENCODING.match(data)
    text = decode(data, declared=declared[1].decode("ascii") if declared else None)
    note = NO_TEXT_LAYER if _PICTURE.search(text) else None
    for one in html.read_text(_CLOSED.sub(_reopen, text), first=first).pages:
        yield one if one.text or not note else _noted(one, note)


def _noted(one: PageText, note: str) -> PageText:
    return PageText(one.label, one.text, one.engine, one.raw, note)


def _reopen(found: re.Match[str]) -> str:
    tag, attributes = found[1], found[2]
    return found[0] if tag.lower() in _VOID else f"<{tag}{attributes}></{tag}>"


def _member(package: str, href: str) -> str:
    return normpath(join(dirname(package), unquote(href.partition("#")[0])))
