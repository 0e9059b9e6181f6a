-- What an attempt cost takes the place of what was set aside for it.
INSERT OR REPLACE INTO raw.spending (id, run, call, usd, known)
SELECT
    unnest($id::TEXT[]),
    unnest($run::TEXT[]),
    unnest($call::TEXT[]),
    unnest($usd::DOUBLE[]),
    unnest($known::BOOLEAN[]);
