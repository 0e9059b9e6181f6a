"""docqa's tokenizer for the peers, so that all count the same tokens."""

import tiktoken
import tiktoken.registry

from pipeline import tokens


def encoding() -> tiktoken.Encoding:
    # Private, and for this use alone: docqa itself only ever counts.
    return tokens.encoding()


def register() -> str:
    """Let `tiktoken.get_encoding` find it, which else downloads it; return its name."""
    known = encoding()
    tiktoken.registry.ENCODINGS[known.name] = known
    return known.name
