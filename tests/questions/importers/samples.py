"""The small files beside this module, one or two for each shape: written for tests."""

import csv
import json
from pathlib import Path
from typing import Any, Final

from pipeline.questions.importers import IMPORTERS
from pipeline.questions.importers.base import Draft, Row

_HERE: Final = Path(__file__).parent
FILES: Final = {
    "deepeval.jsonl": "deepeval",
    "evalscope.jsonl": "evalscope",
    "financebench.jsonl": "financebench",
    "helmet.jsonl": "helmet",
    "infinitebench.jsonl": "infinitebench",
    "inspect.jsonl": "inspect",
    "locomo.json": "locomo",
    "longbench.jsonl": "longbench",
    "longbench2.jsonl": "longbench2",
    "lost_in_the_middle.jsonl": "lost_in_the_middle",
    "mmlongbench.json": "mmlongbench",
    "native.jsonl": "native",
    "promptfoo.csv": "promptfoo",
    "promptfoo.json": "promptfoo",
    "ragas.jsonl": "ragas",
    "squad.json": "squad",
    "squad_flat.jsonl": "squad",
}


def rows(name: str) -> list[dict[str, Any]]:
    """Return what stands at the top of a file: its lines, or its object or list."""
    path = _HERE / name
    text = path.read_text("utf-8")
    if path.suffix == ".csv":
        return [dict(row) for row in csv.DictReader(text.splitlines())]
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines()]
    found: list[dict[str, Any]] | dict[str, Any] = json.loads(text)
    return found if isinstance(found, list) else [found]


def inner(name: str) -> list[tuple[str, Row]]:
    importer = IMPORTERS[FILES[name]]
    return [one for row in rows(name) for one in importer.unfold(row)]


def drafts(name: str) -> list[Draft]:
    importer = IMPORTERS[FILES[name]]
    return [importer.read(row) for _, row in inner(name)]
