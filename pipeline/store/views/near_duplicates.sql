-- Files of a corpus with nearly the same words as an earlier one, by path: at least 80 %
-- of the runs of five words that either has, estimated from the 128 bins of the sketch,
-- of 8 hex digits each.
-- Candidates share all of 8 bins that stand together; of those that do, each is compared
-- to the first alone, so that a thousand forms alike cost a thousand comparisons.
CREATE OR REPLACE VIEW near_duplicates AS
WITH held AS (
    SELECT source.corpus, min(source.path) AS path, any_value(document.sketch) AS sketch
    FROM raw.sources AS source
    JOIN raw.documents AS document ON document.id = source.document
    WHERE source.status = 'read' AND document.sketch <> ''
    GROUP BY source.corpus, document.id
),
band AS (
    SELECT corpus, path, number, substr(sketch, number * 64 + 1, 64) AS bins
    FROM held, range(16) AS bands (number)
    WHERE bins <> repeat('f', 64)  -- nothing in them is no likeness
),
pair AS (
    SELECT DISTINCT
        corpus, path,
        min(path) OVER (PARTITION BY corpus, number, bins) AS other
    FROM band
),
compared AS (
    SELECT
        pair.corpus, pair.path, pair.other,
        len(list_filter(
            range(1, 1025, 8),
            lambda place: substr(one.sketch, place, 8) = substr(other.sketch, place, 8)
                AND substr(one.sketch, place, 8) <> 'ffffffff'
        )) / len(list_filter(
            range(1, 1025, 8),
            lambda place: substr(one.sketch, place, 8) <> 'ffffffff'
                OR substr(other.sketch, place, 8) <> 'ffffffff'
        )) AS similarity
    FROM pair
    JOIN held AS one ON one.corpus = pair.corpus AND one.path = pair.path
    JOIN held AS other ON other.corpus = pair.corpus AND other.path = pair.other
    WHERE pair.path <> pair.other
)
SELECT corpus, path, min(other) AS other, arg_min(similarity, other) AS similarity
FROM compared
WHERE similarity >= 0.8
GROUP BY corpus, path;
