-- The texts that tell the tallies of a run apart, and by what: in the order of their
-- codes in report_tallies.sql.
SELECT factor, list(name ORDER BY code) AS names
FROM report_codes
GROUP BY factor
ORDER BY factor;
