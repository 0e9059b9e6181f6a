INSERT INTO raw.flags (corpus, collection, question, flag, model, value, detail)
SELECT
    unnest($corpus::TEXT[]),
    unnest($collection::TEXT[]),
    unnest($question::TEXT[]),
    unnest($flag::TEXT[]),
    unnest($model::TEXT[]),
    unnest($value::DOUBLE[]),
    unnest($detail::TEXT[]);
