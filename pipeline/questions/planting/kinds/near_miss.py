"""One fact among others of the very same form about other things."""

from typing import Final

from pipeline.questions.planting.kinds.base import Draft, Maker, stated
from pipeline.questions.planting.languages.forms import filled
from pipeline.records import PlantRole

_FEWEST, _MOST = 2, 4
"""Near-misses."""
_SEPARATOR: Final = "; "


def write(maker: Maker) -> Draft:
    attribute = maker.attribute()
    others = maker.dice.between("others", _FEWEST, _MOST)
    subjects = [maker.subject() for _ in range(1 + others)]
    values = [maker.invent.value(attribute.value) for _ in subjects]
    form = maker.dice.below("form", len(attribute.facts))
    roles = [PlantRole.EVIDENCE, *[PlantRole.COMPANION] * others]
    ask = maker.dice.one_of("ask", attribute.asks)
    wrong = _SEPARATOR.join(value.said for value in values[1:])
    return Draft(
        text=filled(ask, s=subjects[0].said, unit=values[0].unit or ""),
        answers=(values[0].answer,),
        answer_type=values[0].type,
        facts=tuple(
            stated(attribute, subject, value, form, role)
            for subject, value, role in zip(subjects, values, roles, strict=True)
        ),
        note=f"one of {1 + others} facts of the same form; of others: {wrong}",
        names=(subjects[0].name,),
        unit=values[0].unit,
    )
