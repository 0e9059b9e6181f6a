"""Right and wrong answers stand by what they cite."""

from pipeline.report.rows import Citing
from pipeline.report.sections import citing
from tests.report.tallies import report, tally


def cited(model: str = "m/a", **counts: float) -> Citing:
    known = {name: counts.get(name, 0) for name in Citing.model_fields}
    return Citing.model_validate(known | {"model": model})


def shown(*rows: Citing) -> str:
    plain = report(tally("one", correct=1))
    return citing.render(plain.model_copy(update={"citing": rows}))


def test_each_kind_of_answer_has_its_column() -> None:
    page = shown(
        cited(
            answers=21,
            citing=12,
            right_on_evidence=6,
            right_elsewhere=5,
            right_uncited=4,
            wrong_on_evidence=3,
            wrong_elsewhere=2,
            wrong_uncited=1,
            precision_sum=9,
            recall_sum=10.5,
            cited=14,
            known=13,
            printed=1,
            quotes=8,
            quotes_found=7,
        )
    )

    row = next(line for line in page.splitlines() if "m/a" in line)
    cells = [cell.strip() for cell in row.split("|")[2:-1]]
    assert cells == ["6", "5", "4", "3", "2", "1", "75 %", "50 %"]
    assert "1 place cited that the corpus does not have." in page
    assert "In 1 answer evidence is cited by the number printed" in page
    assert "7 of 8 quotes stand in the documents." in page


def test_who_cites_nothing_is_not_shown() -> None:
    assert shown(cited(answers=3, right_uncited=3)) == ""
    page = shown(
        cited(answers=3, right_uncited=3), cited("m/b", answers=1, cited=1, known=1)
    )
    assert "m/a" not in page
    assert "cited that the corpus" not in page
    assert "quotes" not in page
