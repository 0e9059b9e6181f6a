"""No page says where somebody keeps their documents."""

import json
from pathlib import Path

import pytest

from pipeline.report.paths import portable
from pipeline.report.stage import write_report
from pipeline.store import Store
from tests.support.bench_data import fill
from tests.support.bench_design import Design


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("corpora/marrowick", "corpora/marrowick"),
        ("./corpora/marrowick", "./corpora/marrowick"),
        ("corpora/../mine", "corpora/../mine"),
        ("/home/me/contracts/", "contracts"),
        ("~/contracts", "contracts"),
        ("C:\\Users\\me\\contracts", "contracts"),
        ("https://api.example.com/v1", "https://api.example.com/v1"),
        ("../../clients/acme/pdfs", "pdfs"),
        ("..\\acme\\pdfs\\", "pdfs"),
        ("./../acme/pdfs", "pdfs"),
        ("corpora/../../acme/pdfs", "pdfs"),
    ],
)
def test_no_path_of_this_machine_is_published(path: str, shown: str) -> None:
    assert portable(path) == shown


def test_a_corpus_outside_the_folder_is_named_alone_in_every_file(
    tmp_path: Path,
) -> None:
    outside = "../../clients/acme/pdfs"
    settings = json.dumps({"corpus": outside, "models": [], "seed": 1})
    with Store() as store:
        run = fill(store, Design(documents=2, settings=settings))
        for table in ("runs", "sources", "located", "unlocated"):
            store._db.execute(f"UPDATE raw.{table} SET corpus = '{outside}'")
        write_report(store, run, tmp_path, versions={})

    for name in ("report.md", "report.json", "manifest.json"):
        shown = (tmp_path / name).read_text("utf-8")
        assert "pdfs" in shown, name
        assert "acme" not in shown, name
