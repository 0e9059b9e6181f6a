-- One row per verdict on an answered call, by gold, rule and version.
CREATE OR REPLACE VIEW scores AS
SELECT call, gold, scorer, kind, verdict, reason, void, given, wanted, credit, cited
FROM raw.scores;
