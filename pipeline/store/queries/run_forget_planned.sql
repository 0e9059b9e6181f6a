DELETE FROM raw.planned WHERE run = $run;
