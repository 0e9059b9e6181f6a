-- A million calls, sorted with all their texts, are more than a gigabyte, and what is
-- computed and drawn meanwhile comes on top: what is beyond this is sorted on disk.
SET memory_limit = '1000MB';
