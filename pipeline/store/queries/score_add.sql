-- A verdict by the same rule and version on the same gold is given anew, and counts.
INSERT OR REPLACE INTO raw.scores (
    given_as, call, gold, scorer, kind, verdict, reason, void, given, wanted, credit,
    cited
)
SELECT
    nextval('raw.verdict_order'),
    unnest($call::TEXT[]),
    unnest($gold::TEXT[]),
    unnest($scorer::TEXT[]),
    unnest($kind::TEXT[]),
    unnest($verdict::TEXT[]),
    unnest($reason::TEXT[]),
    unnest($void::BOOLEAN[]),
    unnest($given::TEXT[]),
    unnest($wanted::TEXT[]),
    unnest($credit::DOUBLE[]),
    unnest($cited::TEXT[][]);
