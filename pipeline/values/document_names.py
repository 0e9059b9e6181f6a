"""The documents of a corpus by every name that a text may use for them."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

_LONGEST_WORDS: Final = 12
_WORD = re.compile(r"\S+")
_AROUND = "\"'\u201c\u201d\u2018\u2019`*_<>()[]{},;:"


class DocumentNames:
    """Path, file name and stem, whatever their case and the width of their spaces."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        """Take the path of each file in its corpus -> the document it holds."""
        self._called: dict[str, frozenset[str]] = {}
        self.documents = frozenset(paths.values())
        for path, document in paths.items():
            pure = PurePosixPath(path)
            for name in {path, pure.name, pure.stem, str(pure.with_suffix(""))}:
                folded = _folded(name)
                known = self._called.get(folded, frozenset[str]())
                self._called[folded] = known | {document}

    def called(self, name: str) -> frozenset[str]:
        """Return the documents of that name: none, one, or several alike."""
        return self._called.get(_folded(name.strip().removeprefix("./")), frozenset())

    def opening(self, text: str) -> frozenset[str]:
        """Return the documents that a text begins with the name of, the longest."""
        return self._longest(reversed(list(_beginnings(text))))

    def closing(self, text: str) -> frozenset[str]:
        """Return the documents that a text ends with the name of, the longest."""
        return self._longest(_endings(text))

    def within(self, text: str) -> frozenset[str]:
        """Return the documents of the longest name in a text of few words."""
        words = [word.start() for word in _WORD.finditer(text)][: 2 * _LONGEST_WORDS]
        for start in words:
            if found := self.opening(text[start:]):
                return found
        return frozenset()

    def _longest(self, texts: Iterator[str]) -> frozenset[str]:
        names = (self.called(text.strip(_AROUND)) for text in texts)
        return next(filter(None, names), frozenset[str]())


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _beginnings(text: str) -> Iterator[str]:
    for count, word in enumerate(_WORD.finditer(text)):
        if count == _LONGEST_WORDS:
            return
        yield text[: word.end()]


def _endings(text: str) -> Iterator[str]:
    words = list(_WORD.finditer(text))[-_LONGEST_WORDS:]
    for word in words:
        yield text[word.start() :]
