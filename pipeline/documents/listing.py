"""The corpora of a workspace and their files; the one that a user names."""

import difflib
from collections.abc import Sequence
from typing import Final

from pipeline.documents.rows import CorpusFile, Name
from pipeline.errors import CorpusError, SettingsError
from pipeline.store import Store

_NEAREST: Final = 3
_ALIKE: Final = 0.7


def scope(store: Store, corpus: str | None) -> list[str]:
    """Return the corpora that are meant: the one, or all of the workspace."""
    known = [row.name for row in store.select("documents_corpora", Name)]
    if not known:
        raise nothing_yet()
    if corpus is None:
        return known
    if corpus not in known:
        kind = "corpus"
        raise SettingsError.unknown(kind, corpus, [repr(name) for name in known])
    return [corpus]


def nothing_yet() -> CorpusError:
    return CorpusError(
        "the workspace holds no documents yet; `docqa ingest FOLDER` reads them in"
    )


def files(
    store: Store, corpora: Sequence[str], status: str | None = None
) -> list[CorpusFile]:
    return store.select("documents_files", CorpusFile, corpora=corpora, status=status)


def named(store: Store, given: str, path: str) -> CorpusFile:
    """Return the file that is named as `given`, or by its `path` relative to here.

    Both may be the path in the corpus, or the corpus and that path.
    """
    found = store.select("documents_named", CorpusFile, names=[given, path])
    if not found:
        raise _unknown(store, given)
    if len({file.sha256 for file in found}) > 1:
        names = ", ".join(repr(full_name(file)) for file in found)
        message = f"{given!r} is the name of several files; choose from {names}"
        raise SettingsError(message)
    return found[0]


def full_name(file: CorpusFile) -> str:
    return f"{file.corpus}/{file.path}"


def nearest(given: str, known: Sequence[str]) -> list[str]:
    """Return the few known names that `given` may have meant, best first."""
    ends = [name for name in known if name.rsplit("/", 1)[-1] == given]
    close = difflib.get_close_matches(given, known, _NEAREST, _ALIKE)
    folded = {name.casefold().rsplit("/", 1)[-1]: name for name in reversed(known)}
    last = given.casefold().rsplit("/", 1)[-1]
    alike = difflib.get_close_matches(last, folded, _NEAREST, _ALIKE)
    found = [*ends, *close, *(folded[name] for name in alike)]
    return list(dict.fromkeys(found))[:_NEAREST]


def _unknown(store: Store, given: str) -> SettingsError:
    known = [row.name for row in store.select("documents_paths", Name)]
    if not known:
        raise nothing_yet()
    close = ", ".join(repr(name) for name in nearest(given, known))
    hint = f"is it {close}? " if close else ""
    return SettingsError(
        f"no file {given!r} in this workspace; {hint}"
        "`docqa documents list` shows all of them"
    )
