INSERT INTO raw.runs (name, corpus, collection, settings)
SELECT
    unnest($name::TEXT[]),
    unnest($corpus::TEXT[]),
    unnest($collection::TEXT[]),
    unnest($settings::TEXT[]);
