DELETE FROM raw.unbuilt WHERE run = $run;
