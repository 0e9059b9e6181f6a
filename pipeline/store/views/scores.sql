-- One row per verdict on an answered call, by gold, rule and version.
CREATE OR REPLACE VIEW scores AS
SELECT call, gold, scorer, verdict, reason, given, wanted, cited
FROM raw.scores;
