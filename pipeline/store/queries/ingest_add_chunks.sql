INSERT INTO raw.chunks (document, ordinal, page, text, tokens, lead)
SELECT
    unnest($document::TEXT[]),
    unnest($ordinal::INTEGER[]),
    unnest($page::INTEGER[]),
    unnest($text::TEXT[]),
    unnest($tokens::INTEGER[]),
    unnest($lead::INTEGER[]);
