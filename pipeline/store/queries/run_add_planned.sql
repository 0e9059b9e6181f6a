INSERT INTO raw.planned (run, call, prompt, model, endpoint, repeat, position, unsent)
SELECT
    unnest($run::TEXT[]),
    unnest($call::TEXT[]),
    unnest($prompt::TEXT[]),
    unnest($model::TEXT[]),
    unnest($endpoint::TEXT[]),
    unnest($repeat::INTEGER[]),
    unnest($position::INTEGER[]),
    unnest($unsent::TEXT[]);
