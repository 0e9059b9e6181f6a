"""LlamaIndex: its directory reader, then its sentence splitter, two processes each."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from llama_index.core import SimpleDirectoryReader
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import BaseNode, TransformComponent

from benchmarks.contenders.files import CHUNK_TOKENS, Outcome, compete
from benchmarks.contenders.vocabulary import encoding

_PROCESSES: Final = 2


class Split(TransformComponent):
    """The splitter, made where it is used: pickled, it would lose its tokenizer."""

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        return _splitter()(nodes, **kwargs)


@cache
def _splitter() -> SentenceSplitter:
    return SentenceSplitter(
        chunk_size=CHUNK_TOKENS,
        chunk_overlap=0,
        tokenizer=encoding().encode_ordinary,
    )


def read(files: list[Path]) -> Outcome:
    reader = SimpleDirectoryReader(input_files=[str(file) for file in files])
    documents = reader.load_data(num_workers=_PROCESSES)
    pipeline = IngestionPipeline(transformations=[Split()], disable_cache=True)
    nodes = pipeline.run(documents=documents, num_workers=_PROCESSES)
    return Outcome(len(documents), len(nodes))


if __name__ == "__main__":
    compete(read)
