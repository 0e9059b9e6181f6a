"""One module per shape of question file; the first that recognises a row reads it."""

from collections.abc import Mapping
from typing import Final

from pipeline.questions.importers import (
    deepeval,
    evalscope,
    financebench,
    helmet,
    infinitebench,
    inspect,
    locomo,
    longbench,
    longbench2,
    lost_in_the_middle,
    mmlongbench,
    native,
    promptfoo,
    ragas,
    squad,
)
from pipeline.questions.importers.base import Importer

IMPORTERS: Final[Mapping[str, Importer]] = {
    "financebench": financebench.IMPORTER,
    "squad": squad.IMPORTER,
    "longbench2": longbench2.IMPORTER,
    "mmlongbench": mmlongbench.IMPORTER,
    "locomo": locomo.IMPORTER,
    "lost_in_the_middle": lost_in_the_middle.IMPORTER,
    "longbench": longbench.IMPORTER,
    "infinitebench": infinitebench.IMPORTER,
    "promptfoo": promptfoo.IMPORTER,
    "ragas": ragas.IMPORTER,
    "deepeval": deepeval.IMPORTER,
    "inspect": inspect.IMPORTER,
    "evalscope": evalscope.IMPORTER,
    "helmet": helmet.IMPORTER,  # any other question with a text in its row
    "native": native.IMPORTER,  # last: it knows the most aliases
}
