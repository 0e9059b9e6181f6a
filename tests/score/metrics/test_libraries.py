"""What scores by an optional library say where it is not installed."""

import sys

import pytest

from pipeline.errors import SettingsError
from pipeline.score.metrics import libraries
from tests.score.metrics.scoring import score


@pytest.mark.parametrize(
    ("name", "library"),
    [
        ("longbench_qa_f1_zh", "jieba"),
        ("longbench_rouge", "rouge"),
        ("rougeL", "rouge_score"),
        ("helmet_rougeLsum_f1", "rouge_score"),
    ],
)
def test_without_the_extra_it_says_what_to_install(
    name: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (library, f"{library}.rouge_scorer"):
        monkeypatch.setitem(sys.modules, module, None)
    for loaded in (libraries._jieba, libraries._scorer):
        loaded.cache_clear()

    with pytest.raises(SettingsError, match=rf"needs {library}, .*'\.\[metrics\]'"):
        score(name, "北京", "北京")
