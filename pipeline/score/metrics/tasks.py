"""Which published metric a task of a benchmark is scored by, by the task's name."""

from collections.abc import Mapping
from typing import Final

_INFINITEBENCH: Final = (
    *("passkey", "number_string", "kv_retrieval", "longdialogue_qa_eng"),
    *("longbook_choice_eng", "longbook_qa_eng", "longbook_qa_chn"),
    *("longbook_sum_eng", "math_find", "math_calc", "code_run", "code_debug"),
)

TASKS: Final[Mapping[str, str]] = {
    task: f"infinitebench_{task}" for task in _INFINITEBENCH
}
"""As the files of predictions are named: OpenBMB/InfiniteBench, src/eval_utils.py."""
