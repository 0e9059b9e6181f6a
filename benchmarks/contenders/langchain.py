"""LangChain: a loader for each format, then its recursive splitter by tokens."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from langchain_community.document_loaders import (
    BSHTMLLoader,
    Docx2txtLoader,
    PyPDFLoader,
    TextLoader,
)
from langchain_core.document_loaders import BaseLoader
from langchain_text_splitters import RecursiveCharacterTextSplitter

from benchmarks.contenders.files import CHUNK_TOKENS, Outcome, compete
from benchmarks.contenders.vocabulary import register

_LOADERS: Final[Mapping[str, Callable[[str], BaseLoader]]] = {
    ".pdf": PyPDFLoader,
    ".docx": Docx2txtLoader,
    ".html": BSHTMLLoader,
    ".htm": BSHTMLLoader,
}


def read(files: list[Path]) -> Outcome:
    splitter = RecursiveCharacterTextSplitter.from_tiktoken_encoder(
        register(), chunk_size=CHUNK_TOKENS, chunk_overlap=0
    )
    documents = chunks = 0
    for file in files:
        load = _LOADERS.get(file.suffix.lower(), TextLoader)
        loaded = load(str(file)).load()
        documents += len(loaded)
        chunks += len(splitter.split_documents(loaded))
    return Outcome(documents, chunks)


if __name__ == "__main__":
    compete(read)
