-- What an answer cites is compared anew with the evidence as it is located now.
INSERT OR REPLACE INTO raw.citations (
    call, gold, cited, known, on_evidence, evidence, evidence_cited, numbering, quotes,
    quotes_found
)
SELECT
    unnest($call::TEXT[]),
    unnest($gold::TEXT[]),
    unnest($cited::INTEGER[]),
    unnest($known::INTEGER[]),
    unnest($on_evidence::INTEGER[]),
    unnest($evidence::INTEGER[]),
    unnest($evidence_cited::INTEGER[]),
    unnest($numbering::TEXT[]),
    unnest($quotes::INTEGER[]),
    unnest($quotes_found::INTEGER[]);
