"""The published row of a model comes out of its published predictions.

`DOCQA_DATA` names a folder with infinitebench/kimi-chat/<task>.jsonl, which are
results/kimi/preds_<task>.jsonl of OpenBMB/InfiniteBench; its README has the row.
"""

import json
import os
from pathlib import Path
from typing import Any, cast

import pytest

from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import Sample
from pipeline.score.metrics.tasks import TASKS

DATA = os.environ.get("DOCQA_DATA")
PUBLISHED = {
    "passkey": 98.14,
    "number_string": 95.42,
    "kv_retrieval": 53.60,
    "longbook_qa_eng": 16.52,
    "longbook_choice_eng": 72.49,
    "longdialogue_qa_eng": 11.50,
    "longbook_qa_chn": 17.93,
    "code_debug": 17.77,
    "code_run": 2.00,  # printed as "<5%"
    "math_find": 12.57,
}


def sample(row: dict[str, Any], *, whole: bool) -> Sample:
    label = row["ground_truth"]
    several = isinstance(label, list)
    golds = map(str, cast("list[object]", label) if several else [label])
    return Sample(row["prediction"], tuple(golds), further=row if whole else {})


@pytest.mark.skipif(DATA is None, reason="DOCQA_DATA names no folder of predictions")
@pytest.mark.parametrize("whole", [True, False], ids=["rows", "golds alone"])
@pytest.mark.parametrize("task", PUBLISHED)
def test_kimi_chat(task: str, *, whole: bool) -> None:
    path = Path(str(DATA)) / "infinitebench" / "kimi-chat" / f"{task}.jsonl"
    lines = path.read_text("utf-8").strip().split("\n")
    rows = [json.loads(line) for line in lines]
    metric = METRICS[TASKS[task]]

    scores = [metric.score(sample(row, whole=whole)) for row in rows]

    assert round(100 * sum(scores) / len(scores), 2) == PUBLISHED[task]
