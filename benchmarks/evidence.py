"""Questions with evidence and their PDFs in; how much of it stands where they say, out.

    python -m benchmarks.evidence QUESTIONS.jsonl FOLDER [--all]

QUESTIONS is in FinanceBench's format. What is measured is what docqa stored: first by
counting words, then by where docqa itself locates the quotes, as they are and spoilt.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from benchmarks.locating import located
from benchmarks.measure import docqa_ingest, run, say, table
from benchmarks.stored import page_texts

_ENOUGH: Final = 0.9
_WORD = re.compile(r"\w+")

Words = Counter[str]


class Evidence(NamedTuple):
    question: str
    document: str
    page: int
    """Counted from 1."""
    text: str


class Match(NamedTuple):
    """The stated page beside the best one; shares are of the words of the evidence."""

    evidence: Evidence
    stated: float
    best: float
    best_page: int

    @property
    def is_best(self) -> bool:
        return self.stated == self.best


def words(text: str) -> Words:
    """Count the words of a text, whatever its punctuation, case and ligatures."""
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def share(wanted: Words, page: Words) -> float:
    """Return which part of `wanted`, each as often as it stands there, is on a page."""
    return (wanted & page).total() / wanted.total()


def match(evidence: Evidence, pages: Mapping[int, Words]) -> Match:
    """Compare every page of a document; one that does not exist holds nothing."""
    wanted = words(evidence.text)
    shares = {number: share(wanted, page) for number, page in pages.items()}
    best_page = max(shares, key=lambda number: shares[number])
    stated = shares.get(evidence.page, 0.0)
    return Match(evidence, stated, shares[best_page], best_page)


def evidence_of(lines: Sequence[str]) -> Iterator[Evidence]:
    """Yield each evidence that has words, of each question."""
    for line in lines:
        row = json.loads(line)
        for item in row["evidence"]:
            if words(item["evidence_text"]):
                yield Evidence(
                    question=row["financebench_id"],
                    document=item.get("doc_name") or row["doc_name"],
                    page=item["evidence_page_num"] + 1,
                    text=item["evidence_text"],
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="tell each share on stderr")
    given = parser.parse_args()
    lines = given.questions.read_text(encoding="utf-8").splitlines()
    found = list(evidence_of(lines))
    with TemporaryDirectory() as place:
        store = Path(place) / "new.duckdb"
        run(docqa_ingest(store, given.folder.resolve()))
        documents = _stored(store)
        shown = located(store, given.questions)
    matches = _matches(found, documents)
    skipped = sorted({one.document for one in found} - documents.keys())
    beside = [one._replace(page=one.page + 1) for one in found]
    control = _matches(beside, documents)
    _tell(matches, skipped, everything=given.all)
    sys.stdout.write(_report(matches, control, len(found), len(skipped)))
    sys.stdout.write(shown)


def _stored(store: Path) -> dict[str, dict[int, Words]]:
    """Return the pages that a workspace holds by the stem of a file."""
    stored = page_texts(store)
    return {
        Path(path).stem: {number: words(text) for number, text in pages.items()}
        for path, pages in stored.items()
    }


def _matches(
    found: Sequence[Evidence], documents: Mapping[str, Mapping[int, Words]]
) -> list[Match]:
    return [
        match(one, documents[one.document])
        for one in found
        if one.document in documents
    ]


def _tell(
    matches: Sequence[Match], skipped: Sequence[str], *, everything: bool
) -> None:
    for one in matches:
        if everything or not one.is_best or one.stated < _ENOUGH:
            say(
                f"{one.evidence.question} {one.evidence.document}: page "
                f"{one.evidence.page} has {one.stated:.1%}, page {one.best_page} "
                f"has {one.best:.1%}: {' '.join(one.evidence.text.split())[:80]!r}"
            )
    if skipped:
        say(f"documents that are not there: {', '.join(skipped)}")


def _report(
    matches: Sequence[Match], control: Sequence[Match], found: int, absent: int
) -> str:
    best = sum(one.is_best for one in matches)
    enough = sum(one.stated >= _ENOUGH for one in matches)
    other = sum(one.is_best for one in control)
    skipped = found - len(matches)
    return table(
        [
            ("evidence", "texts", "share"),
            ("the stated page is the best match", *_of(best, matches)),
            (f"{_ENOUGH:.0%} or more of its words on it", *_of(enough, matches)),
            ("control: the page after it is the best match", *_of(other, matches)),
            ("measured", f"{len(matches):,}", ""),
            (f"skipped: {absent} documents are not there", f"{skipped:,}", ""),
        ]
    )


def _of(part: int, whole: Sequence[Match]) -> tuple[str, str]:
    return f"{part:,}", f"{part / max(1, len(whole)):.1%}"


if __name__ == "__main__":
    main()
