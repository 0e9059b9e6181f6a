"""Foreign text in a prompt: set between marks that it cannot write itself.

The mark is made of the texts, so the same texts give the same bytes, and it occurs in
none of them: no text can close its own fence and go on as an instruction.
"""

import unicodedata
from collections.abc import Sequence
from typing import Final

from pipeline.records import content_id
from pipeline.values.text import clean

NONCE_DIGITS: Final = 12


def nonce_for(texts: Sequence[str], digits: int = NONCE_DIGITS) -> str:
    """Return a mark that is in none of the texts, and the same for the same texts."""
    folded = [text.casefold() for text in texts]
    turn = 0
    while True:
        nonce = content_id("fence", turn, *texts)[:digits]
        if not any(nonce in text for text in folded):
            return nonce
        turn += 1


def fenced(title: str, text: str, nonce: str) -> str:
    return f"{title}:\nBEGIN {nonce}\n{text}\nEND {nonce}"


def visible(text: str) -> str:
    """Replace control characters, which some services refuse and none needs."""
    return "".join(
        "\ufffd" if unicodedata.category(char) == "Cc" and char not in "\n\t" else char
        for char in clean(text).replace("\r\n", "\n")
    )
