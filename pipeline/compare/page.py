"""A `Comparison` in, markdown that reads in a terminal out. Pure."""

from typing import Final

from pipeline.compare import wording
from pipeline.compare.contents import Comparison, Pair
from pipeline.compare.pair_section import arm_name, section
from pipeline.report import words
from pipeline.report.markdown import bullets, paragraphs, table, text

_SEVERAL: Final = 2
_METHOD: Final = """\
Second minus first, question by question at the same places (length, depth, layout), in
percentage points; a failed call is not correct. Brackets: 95 % intervals, clustered by
document. p: of no difference, by flips of whole documents' signs. 'Not resolved' is no
finding that two are alike. Figures by length or control are exploratory: each interval
holds by itself."""
_TOGETHER: Final = """\
The verdicts' intervals are at {level} %, so that all {pairs} hold together at 95 %, and
p is adjusted by Holm for all of them."""


def page(found: Comparison) -> str:
    """Return the whole page; foreign text in it is inert."""
    shown = paragraphs(
        f"# {words.several([wording.name(run) for run in found.runs[1:]])} beside "
        f"{wording.name(found.runs[0])}",
        bullets([_sentence(pair, found.margin) for pair in _told(found)]),
        _overview(found),
        _across(found),
        _apart(found),
        *(section(pair) for pair in _told(found)),
    )
    few = words.FEW_MEANS * (words.FEW in shown)
    method = (_METHOD, _together(found), few)
    return paragraphs(shown, "## How to read this", *method) + "\n"


def _sentence(pair: Pair, margin: float) -> str:
    found = pair.difference
    pairing = f"{arm_name(pair.second)} beside {arm_name(pair.first)}"
    if found is None:
        return f"**{pairing}: no answerable question in context is compared.**"
    over = (
        f"{words.plural(found.n, 'question')} on "
        f"{words.plural(found.documents, 'document')}, {words.span(pair.lengths)}"
    )
    more = (
        f"; about {pair.needed:,} more questions would narrow it to the margin"
        if pair.change.value == "not_resolved" and pair.needed
        else ""
    )
    return (
        f"**{pairing}: {wording.verdict(pair, margin)}**, change "
        f"{words.points(found, margin=margin)} points over {over}{more}."
    )


def _overview(found: Comparison) -> str:
    if len(_told(found)) < _SEVERAL:
        return ""
    rows = [
        [
            arm_name(pair.first),
            arm_name(pair.second),
            words.points(pair.difference, margin=found.margin),
            words.p_value(pair.p_holm),
            wording.verdict(pair, found.margin),
        ]
        for pair in _told(found)
    ]
    header = ["first", "second", "change in points", "p (Holm)", "verdict"]
    return table(header, rows, prose=(0, 1, 4))


def _across(found: Comparison) -> str:
    if not found.across:
        return ""
    return (
        f"Compared across {words.several(found.across)}, as asked: what changed may be "
        "of that and not of the models."
    )


def _apart(found: Comparison) -> str:
    lines = [
        f"{wording.name(one.run)}: {wording.name(one.model)}: {text(one.reason)}"
        for one in found.apart
    ]
    lines += [
        f"{arm_name(pair.second)} beside {arm_name(pair.first)}: {_reasons(pair)}"
        for pair in found.pairs
        if not pair.parts
    ]
    if not lines:
        return ""
    return paragraphs("Compared with nothing:", bullets(lines))


def _told(found: Comparison) -> list[Pair]:
    """Return the pairs of which there is anything to tell."""
    return [pair for pair in found.pairs if pair.parts]


def _reasons(pair: Pair) -> str:
    reasons = [f"{one.places:,} places: {text(one.reason)}" for one in pair.left_out]
    return "; ".join(reasons) or "no question in common"


def _together(found: Comparison) -> str:
    compared = sum(pair.p is not None for pair in found.pairs)
    if compared < _SEVERAL:
        return ""
    return _TOGETHER.format(level=f"{found.level * 100:.4g}", pairs=compared)
