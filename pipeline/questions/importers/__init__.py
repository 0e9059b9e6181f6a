"""One module per shape of question file; the first that recognises a row reads it."""

from collections.abc import Mapping
from typing import Final

from pipeline.questions.importers import financebench, native
from pipeline.questions.importers.base import Importer

IMPORTERS: Final[Mapping[str, Importer]] = {
    "financebench": financebench.IMPORTER,
    "native": native.IMPORTER,  # last: it knows the most aliases
}
