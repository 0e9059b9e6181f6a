from datetime import date

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.relations import RELATIONS
from pipeline.corpus.world.silence import MAY_BE_SILENT, known


def _subjects(relation: str, count: int = 4000) -> list[Fact]:
    return [
        Fact(relation, f"C/2021/{number:04}", 100 + year, date(year, 1, 1))
        for number in range(count)
        for year in (2020, 2021)
    ]


def test_some_are_left_out_with_all_their_values() -> None:
    facts = _subjects("contract.price")

    heard = known(facts, Dice("silence"))

    left_out = {fact.subject for fact in facts} - {fact.subject for fact in heard}
    assert 0.045 < len(left_out) / 4000 < 0.075
    assert len(heard) == 2 * (4000 - len(left_out))


def test_another_column_is_left_out_of_others() -> None:
    def silent(relation: str) -> set[str]:
        facts = _subjects(relation)
        heard = known(facts, Dice("silence"))
        return {fact.subject for fact in facts} - {fact.subject for fact in heard}

    both = silent("contract.price") & silent("contract.damages")
    assert len(both) < 40


def test_what_else_is_there_changes_nothing() -> None:
    facts = _subjects("contract.price", 200)

    alone = known(facts[100:], Dice("silence"))

    assert alone == [
        fact for fact in known(facts, Dice("silence")) if fact in facts[100:]
    ]


def test_who_where_and_when_are_always_known() -> None:
    always = {
        *("contract.contractor", "contract.signed", "incident.on", "meeting.on"),
        *("entry.amount", "entry.payee", "entry.on", "entry.project", "site.flow"),
    }
    assert RELATIONS.keys() - always >= MAY_BE_SILENT
    facts = _subjects("entry.amount", 300)
    assert known(facts, Dice("silence")) == facts
