"""Whether the pages that an answer cites are those its evidence stands on."""

from pipeline.report import words
from pipeline.report.contents import CitedShares, Report, Sums
from pipeline.report.markdown import paragraphs, table, text
from pipeline.report.rows import Citing

_HEADER = (
    *("model", "right, on evidence", "right, elsewhere", "right, no page"),
    *("wrong, on evidence", "wrong, elsewhere", "wrong, no page"),
    *("precision", "recall"),
)
_DEFINITION = (
    "Answers in context that are right or wrong, by the pages they cite; one page of "
    "the evidence is enough to be on it. A right answer from elsewhere may be a guess, "
    "or stand there too; a wrong one on the evidence was found and misread. Precision "
    "is the share of cited places that are evidence, recall the share of the "
    "evidence's pages that are cited, both as means over answers. Answers to "
    "questions left to a reader are among them; a document named without a page is no "
    "page."
)


def render(report: Report) -> str:
    shown = [one for one in report.citing if one.cited]
    if not shown:
        return ""
    known = report.sums.citing if report.sums else ()
    shares = {one.model: one for one in known}
    mute = [text(one.model, 60) for one in report.citing if not one.cited]
    return paragraphs(
        "## Right answers, right pages",
        table(_HEADER, [_row(one, shares.get(one.model)) for one in shown]),
        _DEFINITION,
        words.everywhere(report),
        f"No page was named by {words.several(mute)}." if mute else "",
        _all_together(report.sums),
    )


def _row(one: Citing, shares: CitedShares | None) -> list[str]:
    counts = (
        *(one.right_on_evidence, one.right_elsewhere, one.right_uncited),
        *(one.wrong_on_evidence, one.wrong_elsewhere, one.wrong_uncited),
    )
    return [
        text(one.model, 60),
        *(f"{count:,}" for count in counts),
        _share(shares.precision if shares else None),
        _share(shares.recall if shares else None),
    ]


def _share(found: float | None) -> str:
    return words.NONE if found is None else words.percent(found)


def _all_together(sums: Sums | None) -> str:
    """Say what is odd about what is cited, over all models."""
    if sums is None:
        return ""
    unknown = f"{words.plural(sums.cited_unknown, 'place')} cited that the corpus does"
    printed = f"In {words.plural(sums.printed, 'answer')} evidence is cited by the"
    quotes = f"{sums.quotes_found:,} of {sums.quotes:,} quotes stand in the documents."
    parts = {
        f"{unknown} not have.": sums.cited_unknown,
        f"{printed} number printed on the page, not by its place in the file; that "
        "counts as right.": sums.printed,
        quotes: sums.quotes,
    }
    return " ".join(said for said, count in parts.items() if count)
