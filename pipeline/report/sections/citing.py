"""Whether the pages that an answer cites are those its evidence stands on."""

from pipeline.report import words
from pipeline.report.contents import Report
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
    return paragraphs(
        "## Right answers, right pages",
        table(_HEADER, [_row(one) for one in shown]),
        _DEFINITION,
        _unknown(shown),
        _printed(shown),
        _quotes(shown),
    )


def _row(one: Citing) -> list[str]:
    counts = (
        *(one.right_on_evidence, one.right_elsewhere, one.right_uncited),
        *(one.wrong_on_evidence, one.wrong_elsewhere, one.wrong_uncited),
    )
    return [
        text(one.model, 60),
        *(f"{count:,}" for count in counts),
        _share(one.precision_sum, one.citing),
        _share(one.recall_sum, one.answers),
    ]


def _share(total: float, count: int) -> str:
    return words.percent(total / count) if count else words.NONE


def _unknown(shown: list[Citing]) -> str:
    unknown = sum(one.cited - one.known for one in shown)
    return (
        f"{words.plural(unknown, 'place')} cited that the corpus does not have."
        * bool(unknown)
    )


def _printed(shown: list[Citing]) -> str:
    printed = sum(one.printed for one in shown)
    if not printed:
        return ""
    return (
        f"In {words.plural(printed, 'answer')} evidence is cited by the number printed "
        "on the page, not by its place in the file; that counts as right."
    )


def _quotes(shown: list[Citing]) -> str:
    quotes = sum(one.quotes for one in shown)
    found = sum(one.quotes_found for one in shown)
    return f"{found:,} of {quotes:,} quotes stand in the documents." * bool(quotes)
