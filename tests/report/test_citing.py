"""Right and wrong answers stand by what they cite."""

from pipeline.records import Citation, Verdict
from pipeline.report.rows import Citing
from pipeline.report.sections import citing
from pipeline.report.sums import with_sums
from pipeline.store import Store
from tests.report.tallies import report, tally
from tests.support.bench_data import fill, put
from tests.support.bench_design import Asked, Design, Ended


def cited(model: str = "m/a", **counts: float) -> Citing:
    known = {name: counts.get(name, 0) for name in Citing.model_fields}
    return Citing.model_validate(known | {"model": model})


def shown(*rows: Citing) -> str:
    plain = report(tally("one", correct=1))
    return citing.render(with_sums(plain.model_copy(update={"citing": rows})))


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
    assert "| m/a" not in page
    assert "No page was named by m/a." in page
    assert "cited that the corpus" not in page
    assert "quotes" not in page


CITED = ((2, 1), (1, 0), (0, 0))
"""Places cited, and those of them on the evidence."""
VERDICTS = (Verdict.CORRECT, Verdict.INCORRECT, Verdict.ABSTAINED)


def ending(asked: Asked) -> Ended:
    return Ended(verdict=VERDICTS[int(asked.question.id.split("-")[1]) // len(CITED)])


def test_right_and_wrong_answers_are_counted_by_what_they_cite() -> None:
    design = Design(
        models=("m/a",), documents=9, questions=1, unanswerable=0, lengths=(4_000,)
    )
    with Store() as store:
        run = fill(store, design, ending)
        answers = store._db.execute(
            "SELECT verdicts.id, question.gold, verdicts.question FROM verdicts "
            "JOIN raw.questions AS question ON question.id = verdicts.question"
        ).fetchall()
        put(store, "citations", [citation(*answer) for answer in set(answers)])

        store.execute("report_judged", run=run)
        (found,) = store.select("report_citations", Citing, run=run)

    assert found == cited(
        answers=6,
        citing=4,
        right_on_evidence=1,
        right_elsewhere=1,
        right_uncited=1,
        wrong_on_evidence=1,
        wrong_elsewhere=1,
        wrong_uncited=1,
        precision_sum=2 * 1 / 2,
        recall_sum=2 * 1 / 4,
        cited=6,
        known=6,
        printed=2,
        quotes=6,
        quotes_found=6,
    )


def citation(call: str, gold: str, question: str) -> Citation:
    places, right = CITED[int(question.split("-")[1]) % len(CITED)]
    return Citation(
        call=call,
        gold=gold,
        cited=places,
        known=places,
        on_evidence=right,
        evidence=4,
        evidence_cited=right,
        numbering="printed" if right else None,
        quotes=1,
        quotes_found=1,
    )
