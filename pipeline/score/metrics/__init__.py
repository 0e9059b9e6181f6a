"""Published metrics, one small pure file each, listed here under their own names.

They are for comparison with published tables. None of them makes a verdict.
"""

from collections.abc import Mapping
from typing import Final

from pipeline.score.metrics import (
    babilong,
    graphwalks,
    mmlongbench_doc,
    mrcr,
    nolima,
    ruler2,
    tatqa,
)
from pipeline.score.metrics.base import Metric
from pipeline.score.metrics.infinitebench import books, choices, code_math, retrieval

METRICS: Final[Mapping[str, Metric]] = {
    "infinitebench_passkey": retrieval.PASSKEY,
    "infinitebench_number_string": retrieval.NUMBER_STRING,
    "infinitebench_kv_retrieval": retrieval.KV_RETRIEVAL,
    "infinitebench_longdialogue_qa_eng": retrieval.LONGDIALOGUE_QA_ENG,
    "infinitebench_longbook_choice_eng": choices.LONGBOOK_CHOICE_ENG,
    "infinitebench_longbook_qa_eng": books.LONGBOOK_QA_ENG,
    "infinitebench_longbook_qa_chn": books.LONGBOOK_QA_CHN,
    "infinitebench_longbook_sum_eng": books.LONGBOOK_SUM_ENG,
    "infinitebench_math_find": code_math.MATH_FIND,
    "infinitebench_math_calc": code_math.MATH_CALC,
    "infinitebench_code_run": code_math.CODE_RUN,
    "infinitebench_code_debug": choices.CODE_DEBUG,
    "nolima_em": nolima.EM,
    "nolima_contains": nolima.CONTAINS,
    "nolima_lastline_em": nolima.LASTLINE_EM,
    "nolima_lastline_contains": nolima.LASTLINE_CONTAINS,
    "babilong": babilong.BABILONG,
    "mrcr": mrcr.MRCR,
    "graphwalks_f1": graphwalks.STRICT,
    "graphwalks_flexible_f1": graphwalks.FLEXIBLE,
    "tatqa_em": tatqa.EM,
    "tatqa_f1": tatqa.F1,
    "mmlongbench_doc": mmlongbench_doc.MMLONGBENCH_DOC,
    "ruler2_all": ruler2.ALL,
    "ruler2_part": ruler2.PART,
    "ruler2_2steps": ruler2.TWO_STEPS,
}
