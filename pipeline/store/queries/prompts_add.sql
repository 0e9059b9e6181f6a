INSERT OR IGNORE INTO raw.prompts (
    id, question, condition, length, tokens, depth, measured_depth, placement,
    template, chunk_documents, chunk_ordinals, chunk_ends, gold_first, gold_last,
    leaks_dropped, seed
)
SELECT
    unnest($id::TEXT[]),
    unnest($question::TEXT[]),
    unnest($condition::TEXT[]),
    unnest($length::INTEGER[]),
    unnest($tokens::INTEGER[]),
    unnest($depth::DOUBLE[]),
    unnest($measured_depth::DOUBLE[]),
    unnest($placement::TEXT[]),
    unnest($template::TEXT[]),
    unnest($chunk_documents::TEXT[][]),
    unnest($chunk_ordinals::INTEGER[][]),
    unnest($chunk_ends::INTEGER[][]),
    unnest($gold_first::INTEGER[]),
    unnest($gold_last::INTEGER[]),
    unnest($leaks_dropped::INTEGER[]),
    unnest($seed::BIGINT[]);
