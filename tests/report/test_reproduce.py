"""What each model was asked with, and the command that asks it again."""

import json
from pathlib import Path

from pipeline.report.asked import TOLERATED_MISSING, asked
from pipeline.report.rows import Clock, Dropped, Floor
from pipeline.report.sections import method
from pipeline.report.sections.reproduce import render
from pipeline.store import Store
from tests.report.test_sections import made
from tests.support.bench_data import fill
from tests.support.bench_design import Design, Ended

SETTINGS = {
    "models": [
        {"id": "baseline/bm25", "max_output_tokens": 8192},
        {
            "id": "north/aurora-2",
            "temperature": 0.0,
            "max_output_tokens": 1024,
            "reasoning_effort": "low",
            "extra": {"top_p": 0.5, "cache": "/home/me/cache"},
        },
        {"id": "south/cirrus-mini", "max_output_tokens": 8192, "temperature": None},
    ],
    "placement": "before",
    "depth_design": "latin",
    "repeats": 1,
    "seed": 7,
    "lengths": [4000],
}


def test_each_model_stands_with_what_it_was_sent(tmp_path: Path) -> None:
    design = Design(documents=2, settings=json.dumps(SETTINGS))

    found, shown = made(tmp_path, design, lambda _: Ended())

    section = render(found)
    assert section in shown
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in section.splitlines()
        if line.startswith("|")
    ]
    assert rows[2:] == [
        [
            *("north/aurora-2", "0.0", "not sent", "not sent", "low", "1,024"),
            '{"cache": "cache", "top\\_p": 0.5}',
        ],
        [
            *("south/cirrus-mini", "not sent", "not sent", "not sent", "not sent"),
            *("8,192", "none"),
        ],
    ]
    words = " ".join(section.split())
    assert "the question stands before the documents" in words
    assert "each question at one depth for each length" in words
    assert "depths 0.1, 0.5 and 0.9; 1 repeat; seed 7." in words
    assert "`docqa report contracts-2026`" in words
    assert "`docqa bench --name contracts-2026`" in words
    prose = [line for line in section.splitlines() if not line.startswith("|")]
    assert max(map(len, prose)) <= 88


def test_what_a_model_refuses_stands_as_not_sent(tmp_path: Path) -> None:
    design = Design(documents=2, settings=json.dumps(SETTINGS))
    found, _ = made(tmp_path, design, lambda _: Ended())
    with Store() as store:
        fill(store, design)
        store._db.execute(
            "INSERT INTO raw.requests VALUES ('r', '{}', ['reasoning_effort'])"
        )
        store._db.execute(
            "UPDATE raw.calls SET request = 'r' WHERE id IN "
            "(SELECT call FROM raw.planned WHERE model = 'north/aurora-2')"
        )
        store.execute("report_judged", run=design.run)
        [one] = store.select("report_dropped", Dropped)
    sent = asked(json.dumps(SETTINGS), {one.model: one.parameters})

    section = render(found.model_copy(update={"asked": sent}))

    assert "| not sent, refused (low) |" in section


def test_the_method_says_by_which_clock_and_how_far_it_was_off(tmp_path: Path) -> None:
    found, shown = made(tmp_path, Design(documents=2), lambda _: Ended())
    assert "Times of attempts" not in shown
    with Store() as store:
        run = fill(store, Design(documents=2))
        store._db.execute("UPDATE raw.attempts SET clock = 'kernel'")
        store._db.execute(
            "INSERT INTO raw.floors VALUES ('2026-11-24', 16, 9, 9), "
            "('2026-11-26', 16, 0.0004, 0.0048)"
        )
        clocks = tuple(store.select("report_clocks", Clock, run=run))
        floors = tuple(store.select("report_floors", Floor))

    page = method.render(found.model_copy(update={"clocks": clocks, "floors": floors}))

    words = " ".join(page.split())
    assert f"the kernel's stamps of bytes that came ({clocks[0].attempts:,})" in words
    assert "0.4 ms (median) and 4.8 ms (99th percentile) at 16 streams" in words
    bare = method.render(found.model_copy(update={"clocks": clocks}))
    assert "not looked at (docqa doctor --clock does)" in " ".join(bare.split())


def test_settings_that_cannot_be_read_are_no_end_of_the_report() -> None:
    for text in ("", "[]", "{}", '{"models": 3}'):
        found = asked(text)

        assert (found.requests, found.seed) == ((), None)
        assert found.tolerated_missing == TOLERATED_MISSING


def test_placements_are_one_or_several() -> None:
    assert asked('{"placement": "after"}').placement == ("after",)
    found = asked('{"placement": ["both", "after"], "distractors": ["hard"]}')
    assert (found.placement, found.distractors) == (("both", "after"), ("hard",))
    assert asked("{}").placement == ()


def test_a_run_named_like_markdown_stays_in_its_code(tmp_path: Path) -> None:
    _, shown = made(tmp_path, Design(documents=2, run="a`b_<c>"), lambda _: Ended())

    assert "`docqa report a b_<c>`" in shown
