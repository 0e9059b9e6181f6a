"""llama.cpp's own server over a tiny llama of random weights, made on the spot.

    python -m benchmarks.contenders.llama_server PORT FOLDER

Runs in the environment of the servers. The vocabulary is the 256 bytes and some words:
any text goes in, a byte a token; only words and the end come out, since no other row of
the output is anything but zero.
"""

import sys
import time
from pathlib import Path
from typing import Final

import gguf
import numpy as np
import xllamacpp

_WIDTH: Final = 64
_INNER: Final = 128
_HEADS: Final = 4
_SLOTS: Final = 2
_WINDOW: Final = 1 << 15
"""Tokens, so bytes, of a prompt with its answer: 4k of anyone else's are about 16k."""
_SEED: Final = 1
_WORDS: Final = "the quay is deep at low tide and was opened by its keeper in no year"
_TEMPLATE: Final = "{% for m in messages %}{{ m['content'] }}\n{% endfor %}"
_KINDS: Final = gguf.TokenType
_SPECIAL: Final = (
    ("<unk>", _KINDS.UNKNOWN),
    ("<s>", _KINDS.CONTROL),
    ("</s>", _KINDS.CONTROL),
)
_END: Final = 2
_SECONDS: Final = 3_600
"""How long it serves at most, should nobody stop it."""


def main() -> None:
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    path = folder / "tiny.gguf"
    write_model(path)
    given = xllamacpp.CommonParams()
    given.model.path = str(path)
    given.hostnames = ["127.0.0.1"]
    given.port = port
    given.n_parallel = _SLOTS
    given.n_ctx = _SLOTS * _WINDOW
    given.cpuparams.n_threads = 1  # more would spin for each other on a busy machine
    given.warmup = False
    server = xllamacpp.Server(given)
    sys.stderr.write(f"{server.listening_address}\n")
    time.sleep(_SECONDS)


def write_model(path: Path) -> None:
    """Write the same model each time, as GGUF."""
    names, kinds = _vocabulary()
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_context_length(_WINDOW)
    writer.add_embedding_length(_WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(_INNER)
    writer.add_head_count(_HEADS)
    writer.add_head_count_kv(_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(_WIDTH // _HEADS)
    writer.add_vocab_size(len(names))
    writer.add_tokenizer_model("llama")
    writer.add_token_list([name.encode() for name in names])
    writer.add_token_scores([-float(number) for number in range(len(names))])
    writer.add_token_types([int(kind) for kind in kinds])
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(_END)
    writer.add_chat_template(_TEMPLATE)
    for name, values in _tensors(kinds).items():
        writer.add_tensor(name, values.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _vocabulary() -> tuple[list[str], list[gguf.TokenType]]:
    words = [f"\u2581{word}" for word in _WORDS.split()]
    names = [name for name, _ in _SPECIAL]
    names += [f"<0x{byte:02X}>" for byte in range(256)]
    kinds = [kind for _, kind in _SPECIAL] + [_KINDS.BYTE] * 256
    return names + words, kinds + [_KINDS.NORMAL] * len(words)


def _tensors(kinds: list[gguf.TokenType]) -> dict[str, np.ndarray]:
    dice = np.random.default_rng(_SEED)
    said = np.array([kind == _KINDS.NORMAL for kind in kinds])
    said[_END] = True
    square, wide = (_WIDTH, _WIDTH), (_INNER, _WIDTH)
    return {
        "token_embd.weight": dice.normal(0, 1, (len(kinds), _WIDTH)),
        "output_norm.weight": np.ones(_WIDTH),
        "output.weight": dice.normal(0, 1, (len(kinds), _WIDTH)) * said[:, None],
        "blk.0.attn_norm.weight": np.ones(_WIDTH),
        "blk.0.ffn_norm.weight": np.ones(_WIDTH),
        **{
            f"blk.0.attn_{part}.weight": dice.normal(0, 0.5, square)
            for part in ("q", "k", "v", "output")
        },
        "blk.0.ffn_gate.weight": dice.normal(0, 0.5, wide),
        "blk.0.ffn_up.weight": dice.normal(0, 0.5, wide),
        "blk.0.ffn_down.weight": dice.normal(0, 0.5, wide[::-1]),
    }


if __name__ == "__main__":
    main()
