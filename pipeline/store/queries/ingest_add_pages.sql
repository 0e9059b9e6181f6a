INSERT INTO raw.pages (document, number, label, engine, note, raw)
SELECT
    unnest($document::TEXT[]),
    unnest($number::INTEGER[]),
    unnest($label::TEXT[]),
    unnest($engine::TEXT[]),
    unnest($note::TEXT[]),
    unnest($raw::TEXT[]);
