"""Published metrics, one small pure file each, listed here under their own names.

They are for comparison with published tables. None of them makes a verdict.
"""

from collections.abc import Mapping
from typing import Final

from pipeline.score.metrics import (
    helmet,
    longbench,
    longbench_v2,
    lost_in_the_middle,
    lveval,
    rouge,
    ruler,
    squad,
)
from pipeline.score.metrics.base import Metric

METRICS: Final[Mapping[str, Metric]] = {
    "helmet_choice_exact_match": helmet.CHOICE,
    "helmet_exact_match": helmet.EXACT_MATCH,
    "helmet_f1": helmet.F1,
    "helmet_rougeL_f1": helmet.ROUGE_L_F1,
    "helmet_rougeL_recall": helmet.ROUGE_L_RECALL,
    "helmet_rougeLsum_f1": helmet.ROUGE_LSUM_F1,
    "helmet_rougeLsum_recall": helmet.ROUGE_LSUM_RECALL,
    "helmet_ruler_recall": helmet.RULER_RECALL,
    "helmet_substring_exact_match": helmet.SUBSTRING_EXACT_MATCH,
    "longbench_classification": longbench.CLASSIFICATION,
    "longbench_code_sim": longbench.CODE_SIM,
    "longbench_count": longbench.COUNT,
    "longbench_qa_f1": longbench.QA_F1,
    "longbench_qa_f1_zh": longbench.QA_F1_ZH,
    "longbench_retrieval": longbench.RETRIEVAL,
    "longbench_retrieval_zh": longbench.RETRIEVAL_ZH,
    "longbench_rouge": longbench.ROUGE,
    "longbench_rouge_zh": longbench.ROUGE_ZH,
    "longbench_v2_choice": longbench_v2.CHOICE,
    "longbench_v2_choice_compensated": longbench_v2.COMPENSATED,
    "lost_in_the_middle_best_subspan_em": lost_in_the_middle.BEST_SUBSPAN_EM,
    "lost_in_the_middle_kv_accuracy": lost_in_the_middle.KV_ACCURACY,
    "lveval_f1": lveval.F1,
    "lveval_f1_zh": lveval.F1_ZH,
    "lveval_plain_f1": lveval.PLAIN_F1,
    "lveval_plain_f1_zh": lveval.PLAIN_F1_ZH,
    "lveval_rouge_zh_blacklist": lveval.ROUGE_ZH_BLACKLIST,
    "rouge1": rouge.ROUGE_1,
    "rouge2": rouge.ROUGE_2,
    "rougeL": rouge.ROUGE_L,
    "rougeLsum": rouge.ROUGE_LSUM,
    "ruler_string_match_all": ruler.STRING_MATCH_ALL,
    "ruler_string_match_part": ruler.STRING_MATCH_PART,
    "squad_em": squad.EM,
    "squad_f1": squad.F1,
}
