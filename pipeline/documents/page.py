"""A file and what a user calls a page in; the page as it was read out."""

from collections.abc import Sequence

from pipeline.documents.listing import nearest
from pipeline.documents.rows import CorpusFile, Label, ReadPage, Shown
from pipeline.errors import SettingsError
from pipeline.store import Store


def show(store: Store, file: CorpusFile, given: str) -> Shown:
    """Return the page of that number, counted from 1, or else of that label."""
    labels = _labels(store, file)
    number, remark = choose(labels, given, file.path)
    (page,) = store.select(
        "documents_page", ReadPage, document=file.document, number=number
    )
    return Shown(file, page, len(labels), remark)


def choose(labels: Sequence[Label], given: str, path: str) -> tuple[int, str | None]:
    """Return the number of the page that is meant, and a remark where it may not be."""
    called = _called(labels, given)
    number = int(given) if _is_number(given) else 0
    if any(page.number == number for page in labels):
        others = [page.number for page in called if page.number != number]
        return number, _other_way(number, others)
    if not called:
        raise _unknown(labels, given, path)
    remark = None
    if len(called) > 1:
        remark = (
            f"{len(called)} pages are labelled {given!r}; this is the first of them, "
            f"page {called[0].number}"
        )
    return called[0].number, remark


def _called(labels: Sequence[Label], given: str) -> list[Label]:
    exact = [page for page in labels if page.label == given]
    if exact:
        return exact
    wanted = " ".join(given.split()).casefold()
    return [page for page in labels if page.label.casefold() == wanted]


def _is_number(given: str) -> bool:
    few = 9
    return given.isascii() and given.isdecimal() and len(given) <= few


def _other_way(number: int, others: Sequence[int]) -> str | None:
    if not others:
        return None
    return (
        f"this is page {number} counted from the first; labelled '{number}' is page "
        f"{others[0]}"
    )


def _labels(store: Store, file: CorpusFile) -> list[Label]:
    found: list[Label] = []
    if file.document is not None:
        found = store.select("documents_labels", Label, document=file.document)
    if not found:
        message = f"no page of {file.path!r} was read: it is {file.status!r}"
        raise SettingsError(message + (f", {file.reason}" if file.reason else ""))
    return found


def _unknown(labels: Sequence[Label], given: str, path: str) -> SettingsError:
    pages = f"pages 1 to {len(labels)}" if len(labels) > 1 else "one page, 1"
    names = [page.label for page in labels if page.label != str(page.number)]
    wanted = [] if _is_number(given) else nearest(given, names)
    close = ", ".join(map(repr, wanted))
    hint = f"; is it {close}?" if close else ""
    return SettingsError(f"no page {given!r} in {path!r}: it has {pages}{hint}")
