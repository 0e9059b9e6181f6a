"""One fact about one thing."""

from pipeline.questions.planting.kinds.base import Draft, Maker, stated
from pipeline.questions.planting.languages.forms import filled
from pipeline.records import PlantRole


def write(maker: Maker) -> Draft:
    attribute, subject = maker.attribute(), maker.subject()
    value = maker.invent.value(attribute.value)
    form = maker.dice.below("form", len(attribute.facts))
    ask = maker.dice.one_of("ask", attribute.asks)
    return Draft(
        text=filled(ask, s=subject.said, unit=value.unit or ""),
        answers=(value.answer,),
        answer_type=value.type,
        facts=(stated(attribute, subject, value, form, PlantRole.EVIDENCE),),
        note="one fact, said once",
        names=(subject.name,),
        unit=value.unit,
    )
