-- A verdict by the same rule and version is replaced: the gold may have been mended.
INSERT OR REPLACE INTO raw.scores (
    call, scorer, verdict, reason, given, wanted, cited
)
SELECT
    unnest($call::TEXT[]),
    unnest($scorer::TEXT[]),
    unnest($verdict::TEXT[]),
    unnest($reason::TEXT[]),
    unnest($given::TEXT[]),
    unnest($wanted::TEXT[]),
    unnest($cited::TEXT[][]);
