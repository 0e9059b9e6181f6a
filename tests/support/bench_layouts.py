"""Layouts for the prompts of a bench: which passages each question's contexts show."""

from pipeline.store import Store
from tests.support.bench_design import Design

_CLASSES = ("random", "hard", "random", "random", "same-document")


def add_layouts(store: Store, design: Design, passages: int = 40) -> None:
    """Give every prompt in context a layout, `passages` a length more, and evidence.

    A document has as many chunks of 300 tokens; chunk 1 of each is the evidence.
    """
    db = store._db
    db.execute(
        """
        INSERT INTO raw.chunks (document, ordinal, page, text, tokens, lead, number)
        SELECT id, n, n // 4 + 1, 'Passage ' || n, 300, 0, d * $most + n
        FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS d FROM raw.documents)
        CROSS JOIN (SELECT unnest(range($most)) AS n)
        """,
        {"most": passages},
    )
    rungs = len(design.lengths)
    db.execute(
        """
        INSERT INTO raw.layouts (id, chunks, ends, classes, rungs)
        SELECT
            'layout of ' || id,
            list_transform(range($most * $rungs), lambda n: (n * 7) % $chunks),
            list_transform(range($most * $rungs), lambda n: NULL::INTEGER),
            list_transform(range($most * $rungs), lambda n: $classes[1 + n // 3 % 5]),
            list_transform(range($most * $rungs), lambda n: n % $rungs)
        FROM raw.questions
        """,
        {
            "most": passages,
            "rungs": rungs,
            "chunks": passages * design.documents,
            "classes": list(_CLASSES),
        },
    )
    for rung, length in enumerate(design.lengths):
        db.execute(
            """
            UPDATE raw.prompts
            SET
                layout = 'layout of ' || question,
                rung = $rung,
                evidence = [1],
                evidence_at = [round(depth * $most * ($rung + 1))::INTEGER],
                passages = $most * ($rung + 1) + 1
            WHERE length = $length AND condition = 'context'
            """,
            {"rung": rung, "length": length, "most": passages},
        )


def add_details(store: Store) -> None:
    """Give every call tokens and a cost, every score a reason and a text of its own."""
    store._db.execute(
        """
        UPDATE raw.calls
        SET
            cost_usd = (hash(id) % 100000) / 1e7,
            usage = struct_pack(
                prompt_tokens := (4000 + hash(id) % 60000)::INTEGER,
                cached_tokens := 0,
                cache_write_tokens := NULL::INTEGER,
                completion_tokens := (20 + hash(id) % 400)::INTEGER,
                reasoning_tokens := NULL::INTEGER
            )
        WHERE outcome = 'answered'
        """
    )
    store._db.execute(
        """
        UPDATE raw.scores AS score
        SET
            given = left(call.answer, 40),
            reason = 'gold 5000000; found ' || substr(call.answer, 20, 60)
        FROM raw.calls AS call
        WHERE call.id = score.call
        """
    )
