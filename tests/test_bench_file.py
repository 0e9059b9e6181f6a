"""What `docqa init` writes can be read, as it is and without any of its marks."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bench_file import INGEST, MAIN, REPORT, Offered, Start, bench_file
from pipeline.settings import BenchSettings, IngestSettings, ReportSettings, load
from pipeline.settings import read_toml as read

OFFERED = (
    Offered("baseline/bm25", live=True),
    Offered("moonshot/kimi-k3", live=False, remark="set MOONSHOT_API_KEY"),
)
START = Start("docs", "3 pdf", None, 40, OFFERED, None)
COMMENTED = re.compile(r"^# ((\w+) = .*)$", re.MULTILINE)


def loaded(text: str, folder: Path) -> BenchSettings:
    path = folder / "bench.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, {})


def without_marks(text: str, *but: str) -> str:
    return COMMENTED.sub(lambda found: found[0] if found[2] in but else found[1], text)


def test_as_written_all_but_what_was_chosen_is_the_default(tmp_path: Path) -> None:
    found = loaded(bench_file(START), tmp_path)

    expected = BenchSettings.model_validate(
        {"corpus": "docs", "plant": 40, "models": ["baseline/bm25"]}
    )
    assert found == expected


@pytest.mark.parametrize("name", [one.name for one in (*MAIN, *INGEST, *REPORT)])
def test_a_setting_behind_a_mark_can_be_set_by_itself(
    tmp_path: Path, name: str
) -> None:
    names = {found[2] for found in COMMENTED.finditer(bench_file(START))}
    assert name in names

    loaded(without_marks(bench_file(START), *(names - {name})), tmp_path)


def test_all_marks_taken_away_only_examples_differ_from_the_defaults(
    tmp_path: Path,
) -> None:
    text = without_marks(bench_file(START), "questions")

    found = loaded(text, tmp_path)

    changed = {
        name
        for part, default in (
            (found, BenchSettings(corpus="docs")),
            (found.ingest, IngestSettings()),
            (found.report, ReportSettings()),
        )
        for name in type(part).model_fields
        if getattr(part, name) != getattr(default, name)
    }
    examples = {"name", "limit", "budget_usd", "working", "wait_s"}
    assert changed == {"plant", "models", "report", *examples}


def test_questions_of_ones_own_leave_planting_behind_a_mark(tmp_path: Path) -> None:
    found = loaded(bench_file(START._replace(questions="mine.csv")), tmp_path)

    assert (found.questions, found.plant) == ("mine.csv", None)


def test_models_behind_a_mark_can_be_asked_too(tmp_path: Path) -> None:
    text = re.sub(r'^  # "', '  "', bench_file(START), flags=re.MULTILINE)

    assert [one.id for one in loaded(text, tmp_path).models] == [
        *("baseline/bm25", "moonshot/kimi-k3"),
    ]


@given(
    st.text(st.characters(codec="utf-8"), min_size=1),
    st.text(st.characters(codec="utf-8")),
    st.floats(min_value=0.000_001, max_value=1e9),
)
def test_no_text_breaks_the_file(
    tmp_path_factory: pytest.TempPathFactory, name: str, remark: str, budget: float
) -> None:
    offered = (Offered("acme/m", live=True, remark=remark),)
    start = Start(name, remark, name, 1, offered, budget)
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(bench_file(start).encode())

    found = read(path)

    assert (found["corpus"], found["questions"]) == (name, name)
    assert (found["models"], found["budget_usd"]) == (["acme/m"], budget)
