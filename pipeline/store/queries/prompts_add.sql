-- Built again, the same text may have other leaks beside it, or another layout.
INSERT OR REPLACE INTO raw.prompts (
    id, question, condition, length, tokens, depth, measured_depth, placement,
    template, distractors, arrangement, cache, prefix, repeat, layout, rung, evidence,
    evidence_at, evidence_own, passages, leaks_dropped, seed
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
    unnest($distractors::TEXT[]),
    unnest($arrangement::TEXT[]),
    unnest($cache::TEXT[]),
    unnest($prefix::TEXT[]),
    unnest($repeat::INTEGER[]),
    unnest($layout::TEXT[]),
    unnest($rung::INTEGER[]),
    unnest($evidence::BIGINT[][]),
    unnest($evidence_at::INTEGER[][]),
    unnest($evidence_own::BOOLEAN[][]),
    unnest($passages::INTEGER[]),
    unnest($leaks_dropped::INTEGER[]),
    unnest($seed::BIGINT[]);
