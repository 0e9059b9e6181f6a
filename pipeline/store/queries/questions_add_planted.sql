-- A planted passage is stored once, and keeps its number.
INSERT OR IGNORE INTO raw.planted (id, document, ordinal, page, text, tokens)
SELECT
    unnest($id::TEXT[]),
    unnest($document::TEXT[]),
    unnest($ordinal::INTEGER[]),
    unnest($page::INTEGER[]),
    unnest($text::TEXT[]),
    unnest($tokens::INTEGER[]);
