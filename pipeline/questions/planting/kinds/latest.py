"""A value that has changed: each is told with its dates, and the one now is asked for.

What is over is told as over. So who is shown only older values knows that none of them
is the present one.
"""

from pipeline.questions.planting.kinds.base import Draft, Fact, Maker
from pipeline.questions.planting.languages.forms import filled
from pipeline.records import PlantRole

_FEWEST, _MOST = 1, 3
"""Older values."""


def write(maker: Maker) -> Draft:
    attribute, subject = maker.attribute(changes=True), maker.subject()
    assert attribute.history is not None
    was, since, ask = attribute.history
    older = maker.dice.between("older", _FEWEST, _MOST)
    spans = maker.invent.history(older + 1)
    value, *past = [maker.invent.value(attribute.value) for _ in spans]
    say = maker.language.date
    newest = filled(since, first=say(spans[-1][0]), s=subject.said, v=value.said)
    over = [
        filled(was, first=say(first), last=say(last), s=subject.said, v=old.said)
        for (first, last), old in zip(spans[:-1], past, strict=True)
    ]
    wrong = "; ".join(old.said for old in past)
    return Draft(
        text=filled(ask, s=subject.said, unit=value.unit or ""),
        answers=(value.answer,),
        answer_type=value.type,
        facts=(
            Fact(newest, dated=True),
            *(Fact(text, PlantRole.COMPANION, dated=True) for text in over),
        ),
        note=f"the newest of {older + 1} dated values; older: {wrong}",
        names=(subject.name,),
        unit=value.unit,
    )
