"""Imported once by the process that workers are forked from: each starts with this.

Importing it does something, which no other module may: the tokenizer's tables take
0.3 s to build, and a replaced worker would wait for that each time.
"""

from pipeline.ingest import worker
from pipeline.ingest.readers import pdf
from pipeline.tokens import count

count("")

__all__ = ["pdf", "worker"]
