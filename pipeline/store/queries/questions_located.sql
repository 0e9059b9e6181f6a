INSERT INTO raw.located (
    corpus, collection, question, evidence, document, page, first_chunk, last_chunk, how
)
SELECT
    unnest($corpus::TEXT[]),
    unnest($collection::TEXT[]),
    unnest($question::TEXT[]),
    unnest($evidence::INTEGER[]),
    unnest($document::TEXT[]),
    unnest($page::INTEGER[]),
    unnest($first_chunk::INTEGER[]),
    unnest($last_chunk::INTEGER[]),
    unnest($how::TEXT[]);
