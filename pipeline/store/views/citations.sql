-- One row per answered call that was looked at: the pages it cites against its evidence.
CREATE OR REPLACE VIEW citations AS
SELECT
    call, gold, cited, known, on_evidence, evidence, evidence_cited, numbering, quotes,
    quotes_found
FROM raw.citations;
