"""The pages that an answer cites, held against those of its evidence: counts come out.

A place is read as models write it: "report.pdf p.12", "[report.pdf p.12]", "12",
"pp. 12-14", "p. iv", "page 12 of report.pdf". A number is the page's own first (the
headings of passages give that), and what is printed on a page second.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal, NamedTuple

from pipeline.records import Citation
from pipeline.score.reading.clauses import both_ends
from pipeline.score.reading.reply import Reply
from pipeline.values.document_names import DocumentNames

MOST_PLACES: Final = 1_000
_WIDEST_RANGE: Final = 200

_NUMBER = r"(?:[A-Za-z]{1,2}-\d{1,4}|\d{1,6}|[ivxlcdmIVXLCDM]{1,8})(?!\w)"
_NUMBERS = (
    rf"{_NUMBER}(?:\s*(?:[-\u2013\u2014,;&]|\bto\b|\band\b)\s*(?:pp?\.?\s*|pages?\s)?"
    rf"{_NUMBER})*"
)
_PAGE = (
    r"(?:\bpages?\b\s*(?:no\.?\s*)?[=:#]?|\bpgs?\b\.?|\bpp?\b\.?(?=\s|\d)"
    r"|\bpp?(?=\d))\s*"
)
_PAGES = re.compile(rf"{_PAGE}({_NUMBERS})", re.IGNORECASE)
_BARE = re.compile(_NUMBERS)
_AFTER_NAME = re.compile(rf"^(.+?)[\s:#,(\[]+({_NUMBERS})[)\]]*$", re.DOTALL)
_ONE = re.compile(rf"(?<!\w){_NUMBER}")
_UNBROKEN = re.compile(r"\s*(?:[-\u2013\u2014]|\bto\b)\s*(?:pp?\.?\s*|pages?\s)?")
_FILE = re.compile(r"\w\.[A-Za-z]\w{1,4}\b|/")
_EDGES = " \t\n[](){}<>\"'\u201c\u201d`*,;:#"
_JOINING = re.compile(r"^(?:of|in|from|on|at)\b\s*|\s*\b(?:on|at|see)$", re.IGNORECASE)
_BRACKETS = re.compile(r"\[([^\[\]\n]{1,300})\]|\(([^()\n]{1,300})\)")
_NAME_AFTER = re.compile(r"\s*,?\s*(?:of|in|from)\s+(?:the\s)?", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[\s,:(\[]*(?:\b(?:on|at|see)\s*)?$", re.IGNORECASE)
_NAME_CHARS: Final = 200

Page = tuple[str, int]
"""Document id and page number."""
Labels = Mapping[str, Mapping[int, str]]
"""Document id -> page number -> what is printed on it."""
Numbering = Literal["physical", "printed", "mixed"]


class Place(NamedTuple):
    """One place that an answer cites, not yet looked up."""

    documents: frozenset[str]
    """Those of that name; empty if none is named, or none is of that name."""
    name: str
    """As written, where no document is called so; else empty."""
    page: str
    """Empty where only a document is cited."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the answer stands, and what the corpus calls its pages."""

    pages: frozenset[Page]
    labels: Labels


class _Found(NamedTuple):
    place: object
    """What makes it one place: a page, or words that lead to none."""
    known: bool
    """Whether the corpus has such a page."""
    evidence: frozenset[Page]
    numbering: Literal["physical", "printed"] | None


def places(reply: Reply, names: DocumentNames) -> list[Place]:
    """Return what a reply cites: in its list of pages, or in the run of its prose."""
    if reply.how in {"prose", "bare"}:
        found = _in_prose(reply.field, names)
    else:
        found = _in_list(reply.pages, names)
    return list(islice(found, MOST_PLACES))


def compared(
    cited: Sequence[Place], evidence: Evidence, *, call: str, gold: str
) -> Citation:
    """Count the places cited, and those that are evidence. Quotes are not looked at."""
    found = {one.place: one for one in _looked_up(cited, evidence)}
    right = [one for one in found.values() if one.evidence]
    return Citation(
        call=call,
        gold=gold,
        cited=len(found),
        known=sum(one.known for one in found.values()),
        on_evidence=len(right),
        evidence=len(evidence.pages),
        evidence_cited=len(frozenset[Page]().union(*(one.evidence for one in right))),
        numbering=_numbering({one.numbering for one in right}),
        quotes=0,
        quotes_found=0,
    )


def _numbering(used: Collection[str | None]) -> Numbering | None:
    if len(used) > 1:
        return "mixed"
    if "printed" in used:
        return "printed"
    return "physical" if used else None


def _looked_up(cited: Iterable[Place], evidence: Evidence) -> Iterator[_Found]:
    golds = {document for document, _ in evidence.pages}
    for place in cited:
        documents = place.documents or (() if place.name else golds)
        own = _own(documents, place.page, evidence.labels)
        printed = _printed(documents, place.page, evidence.labels)
        if right := evidence.pages & own:
            yield _Found(min(right), known=True, evidence=right, numbering="physical")
        elif right := evidence.pages & printed:
            yield _Found(min(right), known=True, evidence=right, numbering="printed")
        elif place.page or not place.documents or own:  # a document alone is no page
            known = min(own or printed, default=None)
            yield _Found(known or place, known is not None, frozenset(), None)


def _own(documents: Iterable[str], page: str, labels: Labels) -> frozenset[Page]:
    """Look a page up by its number; a document of one page needs none."""
    number = int(page) if page.isdecimal() else 0
    return frozenset(
        (document, number if page else 1)
        for document in documents
        for pages in [labels.get(document, {})]
        if (number in pages if page else len(pages) == 1)
    )


def _printed(documents: Iterable[str], page: str, labels: Labels) -> frozenset[Page]:
    wanted = page.casefold()
    return frozenset(
        (document, number)
        for document in documents
        for number, label in labels.get(document, {}).items()
        if wanted and label.casefold() == wanted
    )


def _in_list(texts: Iterable[str], names: DocumentNames) -> Iterator[Place]:
    """Read the strings of a list; "report.pdf", "p. 12" are one place cut in two.

    A number alone is of the document that was named last.
    """
    last = Place(frozenset(), "", "")
    held = False
    before = ""
    for text in (part for each in texts for part in each.split(";")):
        named = _named(text, names, before=before)
        before = "" if named.pages else text.strip(_EDGES)
        apart = bool(named.documents or named.name)
        if held and (apart or not named.pages):
            yield last
        if apart:
            last = Place(named.documents, named.name, "")
        held = apart and not named.pages
        for page in named.pages:
            yield last._replace(page=page)
    if held:
        yield last


class _Named(NamedTuple):
    documents: frozenset[str]
    name: str
    pages: list[str]


def _named(text: str, names: DocumentNames, *, before: str = "") -> _Named:
    """Take one citation apart: what it calls the document, and the pages."""
    text = text.strip(_EDGES)
    documents = frozenset[str]() if text.isdecimal() else names.called(text)
    if documents:
        return _Named(documents, "", [])
    found = _PAGES.search(text)
    if found:
        pages, rest = found[1], f"{text[: found.start()]} {text[found.end() :]}"
    elif _BARE.fullmatch(text):
        pages, rest = text, ""
    elif apart := _AFTER_NAME.fullmatch(text):
        pages, rest = apart[2], apart[1]
    else:
        pages, rest = "", text
    documents = _documents(rest, names, before)
    unknown = rest.strip(_EDGES) if not documents and _FILE.search(rest) else ""
    if pages and not found and rest and not documents and not unknown:
        pages = ""  # the number of a table, or whatever else
    return _Named(documents, unknown, list(_expanded(pages)))


def _documents(text: str, names: DocumentNames, before: str) -> frozenset[str]:
    """Find a document by what stands beside the pages, or goes on from `before`.

    In a corpus of one document, any words for it mean that one.
    """
    rest = _JOINING.sub("", text.strip(_EDGES)).strip(_EDGES)
    if not rest:
        return frozenset()
    found = names.called(rest) or names.called(f"{before}, {rest}")
    found = found or names.within(rest[:_NAME_CHARS])
    return found or (names.documents if len(names.documents) == 1 else frozenset())


def _expanded(text: str) -> Iterator[str]:
    """Yield each page of "12-14, 20"; a range of Roman numbers gives its ends alone."""
    last: re.Match[str] | None = None
    for one in _ONE.finditer(text):
        if last and _is_range(text[last.end() : one.start()], last[0], one[0]):
            first = int(last[0]) + 1
            stop = min(int(one[0]), first + _WIDEST_RANGE)
            yield from map(str, range(first, stop))
        yield one[0].lstrip("0") or "0"
        last = one


def _is_range(between: str, first: str, last: str) -> bool:
    joined = _UNBROKEN.fullmatch(between) is not None
    return joined and first.isdecimal() and last.isdecimal()


def _in_prose(text: str, names: DocumentNames) -> Iterator[Place]:
    """Read "[report.pdf p.12]", "(page 12)" and "on page 12 of report.pdf"."""
    text = both_ends(text)
    for match in _BRACKETS.finditer(text):
        inner = match[1] or match[2]
        if _PAGES.search(inner):
            before = text[max(0, match.start() - _NAME_CHARS) : match.start()]
            yield from _in_brackets(inner, before, names)
    bare = _BRACKETS.sub(_blanked, text)
    for match in _PAGES.finditer(bare):
        documents = _beside(bare, match, names)
        for page in _expanded(match[1]):
            yield Place(documents, "", page)


def _in_brackets(inner: str, before: str, names: DocumentNames) -> Iterator[Place]:
    """Read the places of a bracket; one without a name may have it before itself."""
    ahead = names.closing(_NAME_BEFORE.sub("", before))
    for part in inner.split(";"):
        named = _named(part, names)
        for page in named.pages:
            yield Place(
                named.documents or (frozenset() if named.name else ahead),
                named.name,
                page,
            )


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match[0]) if _PAGES.search(match[0]) else match[0]


def _beside(text: str, match: re.Match[str], names: DocumentNames) -> frozenset[str]:
    """Return the document that is named right after a page, or right before it."""
    after = _NAME_AFTER.match(text, match.end())
    if after and (found := names.opening(text[after.end() :][:_NAME_CHARS])):
        return found
    before = text[max(0, match.start() - _NAME_CHARS) : match.start()]
    return names.closing(_NAME_BEFORE.sub("", before))
