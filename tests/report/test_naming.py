"""What sentences call models whose names are long."""

from pipeline.report.naming import names as named
from pipeline.report.sections import first_screen, page
from pipeline.report.sentences import verdict
from tests.report.poor import renamed
from tests.report.sample import sample

LONG = "openai-api/a-server-of-ours/aurora-2"


def test_a_long_name_is_its_last_part_unless_another_model_ends_so() -> None:
    assert named([LONG, "baseline/bm25"]) == {
        LONG: "aurora-2",
        "baseline/bm25": "baseline/bm25",
    }
    assert named([LONG, "north/aurora-2"])[LONG] == LONG
    assert named([f"{LONG}/"]) == {f"{LONG}/": f"{LONG}/"}


def test_sentences_are_brief_and_tables_whole() -> None:
    names = {model.model: model.model for model in sample().models}
    report = renamed(sample(), names | {"north/aurora-2": LONG})

    told = " ".join(verdict(report))

    assert "**aurora-2 is not separated by this run from** south/boreal-pro" in told
    assert LONG not in told
    assert f"| {LONG} ᵃ " in first_screen(report)
    assert LONG in page(report)
