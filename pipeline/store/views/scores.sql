-- One row per verdict on an answered call, by rule and version.
CREATE OR REPLACE VIEW scores AS
SELECT call, scorer, verdict, reason, given, wanted, cited
FROM raw.scores;
