"""Which published metric a benchmark scores each of its tasks by.

The names of tasks are those that the benchmarks' own files of predictions have, without
InfiniteBench's "preds_".
"""

from collections.abc import Mapping
from typing import Final

# OpenBMB/InfiniteBench src/compute_scores.py, NAME_TO_SCORE_GETTER
_INFINITEBENCH: Final = {
    "passkey": "infinitebench_passkey",
    "number_string": "infinitebench_number_string",
    "kv_retrieval": "infinitebench_kv_retrieval",
    "kv_retrieval_prefix": "infinitebench_kv_retrieval",
    "kv_retrieval_both": "infinitebench_kv_retrieval",
    "longdialogue_qa_eng": "infinitebench_longdialogue_qa_eng",
    "longbook_choice_eng": "infinitebench_longbook_choice_eng",
    "longbook_qa_eng": "infinitebench_longbook_qa_eng",
    "longbook_qa_chn": "infinitebench_longbook_qa_chn",
    "longbook_sum_eng": "infinitebench_longbook_sum_eng",
    "math_find": "infinitebench_math_find",
    "math_calc": "infinitebench_math_calc",
    "code_run": "infinitebench_code_run",
    "code_debug": "infinitebench_code_debug",
}

# THUDM/LongBench LongBench/eval.py, dataset2metric
_LONGBENCH: Final = {
    "narrativeqa": "longbench_qa_f1",
    "qasper": "longbench_qa_f1",
    "multifieldqa_en": "longbench_qa_f1",
    "multifieldqa_zh": "longbench_qa_f1_zh",
    "hotpotqa": "longbench_qa_f1",
    "2wikimqa": "longbench_qa_f1",
    "musique": "longbench_qa_f1",
    "dureader": "longbench_rouge_zh",
    "gov_report": "longbench_rouge",
    "qmsum": "longbench_rouge",
    "multi_news": "longbench_rouge",
    "vcsum": "longbench_rouge_zh",
    "trec": "longbench_classification",
    "triviaqa": "longbench_qa_f1",
    "samsum": "longbench_rouge",
    "lsht": "longbench_classification",
    "passage_retrieval_en": "longbench_retrieval",
    "passage_retrieval_zh": "longbench_retrieval_zh",
    "passage_count": "longbench_count",
    "lcc": "longbench_code_sim",
    "repobench-p": "longbench_code_sim",
}

# NVIDIA/RULER scripts/synthetic.yaml and scripts/eval/synthetic/constants.py
_RULER: Final = {
    "niah_single_1": "ruler_string_match_all",
    "niah_single_2": "ruler_string_match_all",
    "niah_single_3": "ruler_string_match_all",
    "niah_multikey_1": "ruler_string_match_all",
    "niah_multikey_2": "ruler_string_match_all",
    "niah_multikey_3": "ruler_string_match_all",
    "niah_multivalue": "ruler_string_match_all",
    "niah_multiquery": "ruler_string_match_all",
    "vt": "ruler_string_match_all",
    "cwe": "ruler_string_match_all",
    "fwe": "ruler_string_match_all",
    "qa_1": "ruler_string_match_part",
    "qa_2": "ruler_string_match_part",
}

# NVIDIA-NeMo/Skills nemo_skills/dataset/ruler2/prepare_init.py. Two of its twelve,
# mk_niah_medium and mk_niah_hard, are multiple choice and not scored by its metric.
_RULER2: Final = {
    "mk_niah_basic": "ruler2_all",
    "mk_niah_easy": "ruler2_all",
    "mv_niah_basic": "ruler2_all",
    "mv_niah_easy": "ruler2_all",
    "mv_niah_medium": "ruler2_2steps",
    "mv_niah_hard": "ruler2_all",
    "qa_basic": "ruler2_part",
    "qa_easy": "ruler2_part",
    "qa_medium": "ruler2_part",
    "qa_hard": "ruler2_part",
}

# booydar/babilong babilong/metrics.py, TASK_LABELS
_BABILONG: Final = {f"qa{number}": "babilong" for number in range(1, 21)}

_OTHERS: Final = {"graphwalks": "graphwalks_f1", "mrcr": "mrcr"}

TASKS: Final[Mapping[str, str]] = (
    _INFINITEBENCH | _LONGBENCH | _RULER | _RULER2 | _BABILONG | _OTHERS
)
"""From a task's name to a name in `METRICS`."""
