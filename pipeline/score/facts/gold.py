"""What a gold answer comes down to: the first kind of fact it has decides."""

from typing import Final

from pipeline.score.facts.base import Finding, unclear
from pipeline.score.facts.dates import compare_date
from pipeline.score.facts.denials import compare_denial
from pipeline.score.facts.figures import compare_figures
from pipeline.score.facts.focus import answers_with, focus_of, names
from pipeline.score.facts.naming import IN_PART, compare_items, compare_names, numbered
from pipeline.score.facts.near import difference
from pipeline.score.facts.options import compare_options
from pipeline.score.facts.points import compare_points
from pipeline.score.facts.polar import compare_polarity
from pipeline.score.facts.said import Said

_KINDS: Final = (
    compare_polarity,
    compare_options,
    compare_denial,
    compare_date,
    compare_figures,
)


def compare_gold(gold: str, question: str, said: Said) -> Finding:
    """Hold a reply to the checkable core of an explanation, and to its wording.

    What has the core is not right if it says nearly the gold, with a word changed that
    changes what is said.
    """
    found = _compare_core(gold, question, said)
    if found.outcome == "right" and (changed := difference(gold, said)):
        return unclear(f"nearly the gold, but {changed}")
    return found


def _compare_core(gold: str, question: str, said: Said) -> Finding:
    for compare in _KINDS:
        if found := compare(gold, question, said):
            return found
    if listed := numbered(gold):
        return compare_items(listed, said)
    focus = focus_of(gold, question)
    if focus and answers_with(focus, gold, question):
        found = compare_names(focus, said)
        if found.outcome == "right" or (names(focus) and found.reason != IN_PART):
            return found
    return compare_points(gold, said)
