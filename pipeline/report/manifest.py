"""What it takes to do a run again, as one JSON text without a path or a clock in it."""

import json
import platform
from collections.abc import Iterable, Mapping

from pipeline.records import Record, Run, content_id
from pipeline.report.contents import Report
from pipeline.report.paths import published


class CorpusFile(Record):
    path: str
    sha256: str | None
    status: str


class Template(Record):
    id: str
    text: str


class QuestionHash(Record):
    id: str
    body: str


class Seed(Record):
    seed: int


class Provenance(Record):
    """Where the run's inputs came from, as the store has them."""

    files: tuple[CorpusFile, ...]
    questions: tuple[QuestionHash, ...]
    templates: tuple[Template, ...]
    seeds: tuple[Seed, ...]


def manifest(
    run: Run,
    report: Report,
    provenance: Provenance,
    versions: Mapping[str, str],
) -> str:
    """Return the manifest, keys sorted."""
    scope = report.scope
    contents = {
        "schema_version": "docqa-manifest@1",
        "run": run.name,
        "versions": {"python": platform.python_version(), **versions},
        "settings": _settings(run.settings),
        "corpus": {
            "name": report.corpus,
            "files": [file.model_dump() for file in provenance.files],
        },
        "questions": {
            "name": report.collection,
            "count": len(provenance.questions),
            "hash": _hash(provenance.questions),
        },
        "templates": {template.id: template.text for template in provenance.templates},
        "seeds": [row.seed for row in provenance.seeds],
        "calls": {
            "planned": report.outcomes.planned,
            "answered": report.outcomes.answered,
            "first_day": scope.first_day,
            "last_day": scope.last_day,
        },
        "margin": report.asked.margin,
    }
    return json.dumps(contents, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _hash(questions: Iterable[QuestionHash]) -> str:
    return content_id(*(part for q in questions for part in (q.id, q.body)))


def _settings(text: str) -> object:
    """Return the settings without a path that says where somebody keeps things."""
    try:
        given: object = json.loads(text, object_hook=published)
    except ValueError:
        return None
    else:
        return given
