-- A document is its content: its id is taken once, so none can be stored twice.
INSERT INTO raw.documents
    (id, sha256, format, reader, pages, tokens, title, details, outline, files, sketch)
SELECT
    unnest($id::TEXT[]),
    unnest($sha256::TEXT[]),
    unnest($format::TEXT[]),
    unnest($reader::TEXT[]),
    unnest($pages::INTEGER[]),
    unnest($tokens::BIGINT[]),
    unnest($title::TEXT[]),
    unnest($details::TEXT[]),
    unnest($outline::STRUCT(level INTEGER, title TEXT, page INTEGER)[][]),
    unnest($files::INTEGER[]),
    unnest($sketch::TEXT[]);
