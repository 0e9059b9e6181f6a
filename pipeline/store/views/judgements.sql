-- One row per opinion of a judge about an answer, with what asking for it came to.
CREATE OR REPLACE VIEW judgements AS
SELECT
    judgement.call, judgement.gold, judgement.judge, judgement.prompt,
    judgement.swapped, judgement.asked, judgement.verdict, judgement.reason,
    call.outcome, call.answer, call.cost_usd
FROM raw.judgements AS judgement
LEFT JOIN raw.calls AS call ON call.id = judgement.asked;
