"""Flags in; a table of what they mean, and the first questions that have each, out."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.cli.columns import Column, table, terminal_columns
from pipeline.cli.talk import MOST_LINES
from pipeline.documents.visible import cut, visible
from pipeline.questions.checking.fixing import fixed
from pipeline.questions.checking.flags import FLAGS, Meaning
from pipeline.records import Flag, Question
from pipeline.report.words import plural

_WIDEST_DETAIL = 200


def counts_of(flags: Sequence[Flag]) -> Counter[str]:
    """Return by flag how many questions have it."""
    return Counter(name for name, _ in {(flag.flag, flag.question) for flag in flags})


def check_lines(questions: Sequence[Question], flags: Sequence[Flag]) -> Iterator[str]:
    counts = counts_of(flags)
    flagged = {flag.question for flag in flags}
    unusable = {flag.question for flag in flags if FLAGS[flag.flag].unusable}
    yield (
        f"{plural(len(questions), 'question')}: "
        f"{len(questions) - len(flagged):,} without a "
        f"flag, {len(unusable):,} that cannot be used"
    )
    if not flags:
        return
    yield ""
    found = [name for name in FLAGS if counts[name]]
    done = Counter(change.flag for change in fixed(questions, flags).changes)
    rows = [
        [name, f"{counts[name]:,}", _fix(name, counts, done), _says(FLAGS[name])]
        for name in found
    ]
    columns = [
        *(Column("flag"), Column("questions", right=True), Column("--fix")),
        Column("meaning", soft=True),
    ]
    yield from table(columns, rows, terminal_columns())
    for name in found:
        yield ""
        yield f"{name}:"
        yield from _first([flag for flag in flags if flag.flag == name])


def _fix(name: str, counts: Counter[str], done: Counter[str]) -> str:
    """Say what is done, and to how many: another flag may have some dropped."""
    fix = FLAGS[name].fix
    if fix == "kept":
        return ""
    if fix == "dropped" or done[name] == counts[name]:
        return fix
    return f"{done[name]:,} {fix}"


def _says(meaning: Meaning) -> str:
    return f"{meaning.says} ({meaning.value})" if meaning.value else meaning.says


def _first(flags: Sequence[Flag]) -> Iterator[str]:
    for flag in flags[:MOST_LINES]:
        asked = f"{flag.model}: " if flag.model else ""
        detail = cut(visible(flag.detail), _WIDEST_DETAIL)
        yield f"  {visible(flag.question)}: {asked}{detail}"
    if len(flags) > MOST_LINES:
        yield f"  ... and {len(flags) - MOST_LINES:,} more"
