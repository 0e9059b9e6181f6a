"""A metric that nobody lists measures nothing."""

from importlib import import_module
from pkgutil import walk_packages

from pipeline.score import metrics
from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import Metric
from pipeline.score.metrics.tasks import TASKS


def test_every_metric_of_every_module_is_listed() -> None:
    found = walk_packages(metrics.__path__, f"{metrics.__name__}.")
    modules = [import_module(module.name) for module in found]
    made = {
        value.version
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Metric)
    }

    assert made == {metric.version for metric in METRICS.values()}, (
        "add it to METRICS in __init__.py"
    )


def test_the_metric_of_a_task_is_listed() -> None:
    assert set(TASKS.values()) <= set(METRICS)


def test_every_metric_of_infinitebench_has_its_task() -> None:
    own = {name for name in METRICS if name.startswith("infinitebench_")}

    assert {TASKS[name.removeprefix("infinitebench_")] for name in own} == own
    assert len(own) == 12


def test_tasks_that_share_a_benchmark_differ_in_metric() -> None:
    assert TASKS["multifieldqa_zh"] == "longbench_qa_f1_zh"
    assert TASKS["hotpotqa"] == "longbench_qa_f1"
    assert TASKS["kv_retrieval_both"] == "infinitebench_kv_retrieval"
    assert TASKS["qa_1"] == "ruler_string_match_part"
    assert TASKS["niah_single_1"] == "ruler_string_match_all"
    assert TASKS["qa1"] == TASKS["qa20"] == "babilong"
    assert TASKS["mv_niah_medium"] == "ruler2_2steps"
    assert "mk_niah_hard" not in TASKS
