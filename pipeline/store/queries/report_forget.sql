-- What only the report's own numbers were read from.
DROP TABLE IF EXISTS report_codes;
DROP TABLE IF EXISTS report_judged;
