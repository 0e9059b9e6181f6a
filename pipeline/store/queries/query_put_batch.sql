INSERT OR REPLACE INTO raw.batches (
    name, id, endpoint, model, state, submitted_at, calls, prompts
)
SELECT
    unnest($name::TEXT[]),
    unnest($id::TEXT[]),
    unnest($endpoint::TEXT[]),
    unnest($model::TEXT[]),
    unnest($state::TEXT[]),
    unnest($submitted_at::TEXT[]),
    unnest($calls::TEXT[][]),
    unnest($prompts::TEXT[][]);
