"""A name that a question set uses in; the document of the corpus it means, out."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Final

from pipeline.questions.locating.errors import NotLocatedError, shown
from pipeline.values.document_names import DocumentNames

_MOST_COMPARED: Final = 20_000
"""Names held against missing ones, some seconds of work; the rest get no suggestion."""
_ALIKE: Final = 0.8
_LONGEST_PATH: Final = 250


class Names:
    """The documents of a corpus by every name a question set may use for them."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        """Take the path of each file in its corpus -> the document it holds."""
        self._names = DocumentNames(paths)
        self._by_stem = {_stem(path): path for path in paths}
        self._suggested: dict[str, str] = {}

    def document(self, name: str) -> str:
        """Return the document of that path, file name or stem, whatever its case."""
        found = self._names.called(name)
        if len(found) == 1:
            return next(iter(found))
        if found:
            message = f"several documents are called {shown(name)}; give the path"
            raise NotLocatedError(message)
        message = f"no document {shown(name)} in the corpus{self._suggestion(name)}"
        raise NotLocatedError(message)

    def _suggestion(self, name: str) -> str:
        stem = _stem(name)
        if stem not in self._suggested:
            if len(self._by_stem) * (len(self._suggested) + 1) > _MOST_COMPARED:
                return ""
            near = get_close_matches(stem, self._by_stem, n=1, cutoff=_ALIKE)
            self._suggested[stem] = (
                f"; the nearest name is {shown(self._by_stem[near[0]])}" if near else ""
            )
        return self._suggested[stem]


def _stem(path: str) -> str:
    return PurePosixPath(path[-_LONGEST_PATH:]).stem.casefold()
