INSERT OR REPLACE INTO raw.judgements (
    call, gold, judge, prompt, swapped, asked, verdict, reason
)
SELECT
    unnest($call::TEXT[]),
    unnest($gold::TEXT[]),
    unnest($judge::TEXT[]),
    unnest($prompt::TEXT[]),
    unnest($swapped::BOOLEAN[]),
    unnest($asked::TEXT[]),
    unnest($verdict::TEXT[]),
    unnest($reason::TEXT[]);
