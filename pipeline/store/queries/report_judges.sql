-- What each judge thinks of each model's answers that the rules left open, with what
-- people say of them, and the same of a panel of judges together. A judge has an opinion
-- where both orders of gold and answer gave one verdict; people where all agree. Of texts
-- that changed since, only the last asked counts.
WITH open AS (
    SELECT DISTINCT answer.id AS call, answer.model, answer.cluster, question.gold
    FROM report_judged AS answer
    JOIN raw.runs AS run ON run.name = $run
    JOIN raw.questions AS question
        ON question.collection = run.collection AND question.id = answer.question
    JOIN (
        FROM raw.scores
        WHERE kind = 'rule'
        QUALIFY row_number() OVER (PARTITION BY call, gold ORDER BY given_as DESC) = 1
    ) AS score ON score.call = answer.id AND score.gold = question.gold
    WHERE answer.outcome = 'answered'
        AND answer.condition <> 'gold-removed'
        AND score.verdict = 'unscored'
),

people AS (
    SELECT call, gold, min(verdict) AS human
    FROM raw.labels
    GROUP BY call, gold
    HAVING count(DISTINCT verdict) = 1
),

asked AS (
    SELECT attempt.call, max(attempt.started_at) AS last
    FROM raw.attempts AS attempt
    WHERE attempt.call IN (SELECT judgement.asked FROM raw.judgements AS judgement)
    GROUP BY attempt.call
),

said AS (
    SELECT judgement.*
    FROM judgements AS judgement
    LEFT JOIN asked ON asked.call = judgement.asked
    QUALIFY row_number() OVER (
        PARTITION BY judgement.call, judgement.gold, judgement.judge, judgement.swapped
        ORDER BY asked.last DESC NULLS LAST, judgement.prompt
    ) = 1
),

opinions AS (
    SELECT
        open.*,
        said.judge,
        FALSE AS panel,
        CASE
            WHEN count(said.verdict) = 2 AND count(DISTINCT said.verdict) = 1
                THEN min(said.verdict)
        END AS verdict,
        CASE
            WHEN count(*) < 2 OR bool_or(coalesce(said.outcome, '') <> 'answered')
                THEN 'unanswered'
            WHEN count(said.verdict) < 2 THEN 'unreadable'
            WHEN count(DISTINCT said.verdict) > 1 THEN 'order'
        END AS void
    FROM open
    JOIN said ON said.call = open.call AND said.gold = open.gold
    GROUP BY ALL
),

decisions AS (
    SELECT
        open.*,
        score.scorer AS judge,
        TRUE AS panel,
        nullif(score.verdict, 'unscored') AS verdict,
        CASE WHEN score.verdict = 'unscored' THEN 'undecided' END AS void
    FROM open
    JOIN (
        FROM raw.scores
        WHERE kind = 'judge'
        QUALIFY row_number() OVER (PARTITION BY call, gold ORDER BY given_as DESC) = 1
    ) AS score ON score.call = open.call AND score.gold = open.gold
    WHERE contains(score.scorer, ', ')
),

paid AS (
    SELECT
        model,
        judge,
        count(*) AS calls,
        count(cost_usd) AS priced,
        sum(cost_usd) AS cost_usd
    FROM (
        SELECT DISTINCT open.model, said.judge, said.asked, said.cost_usd
        FROM open
        JOIN said ON said.call = open.call AND said.gold = open.gold
    )
    GROUP BY model, judge
)

SELECT
    found.model,
    found.judge,
    found.panel,
    list(
        struct_pack(
            cluster := found.cluster,
            verdict := found.verdict,
            void := found.void,
            human := people.human
        )
        ORDER BY found.call, found.gold
    ) AS answers,
    coalesce(any_value(paid.calls), 0) AS calls,
    coalesce(any_value(paid.priced), 0) AS priced,
    any_value(paid.cost_usd) AS cost_usd
FROM (FROM opinions UNION ALL FROM decisions) AS found
LEFT JOIN people ON people.call = found.call AND people.gold = found.gold
LEFT JOIN paid ON paid.model = found.model AND paid.judge = found.judge
GROUP BY found.model, found.judge, found.panel
ORDER BY found.model, found.panel, found.judge;
