INSERT INTO raw.questions (
    id, collection, gold, text, answers, answer_type, type_inferred, choices, unit, evidence,
    category, twin_of, note, plants
)
SELECT
    unnest($id::TEXT[]),
    unnest($collection::TEXT[]),
    unnest($gold::TEXT[]),
    unnest($text::TEXT[]),
    unnest($answers::TEXT[][]),
    unnest($answer_type::TEXT[]),
    unnest($type_inferred::BOOLEAN[]),
    unnest($choices::TEXT[][]),
    unnest($unit::TEXT[]),
    unnest($evidence::STRUCT(document TEXT, page INTEGER, label TEXT, quote TEXT)[][]),
    unnest($category::TEXT[]),
    unnest($twin_of::TEXT[]),
    unnest($note::TEXT[]),
    unnest($plants::STRUCT(
        document TEXT, page INTEGER, ordinal INTEGER, host TEXT, side TEXT, text TEXT,
        role TEXT
    )[][]);
