INSERT INTO raw.located (
    corpus, collection, question, evidence, document, page, first_chunk, last_chunk, how,
    match, role, planted
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
    unnest($how::TEXT[]),
    unnest($match::DOUBLE[]),
    unnest($role::TEXT[]),
    unnest($planted::BIGINT[]);
