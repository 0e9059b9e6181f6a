INSERT OR REPLACE INTO raw.counts (endpoint, model, prompt, tokens, counted_at)
SELECT
    unnest($endpoint::TEXT[]),
    unnest($model::TEXT[]),
    unnest($prompt::TEXT[]),
    unnest($tokens::BIGINT[]),
    unnest($counted_at::TEXT[]);
