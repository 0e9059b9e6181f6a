-- Files inside files, what a document says of itself, and near-duplicates.
ALTER TABLE raw.sources ADD COLUMN container TEXT;
ALTER TABLE raw.sources ADD COLUMN tried TEXT;

ALTER TABLE raw.documents ADD COLUMN title TEXT;
ALTER TABLE raw.documents ADD COLUMN details TEXT;
ALTER TABLE raw.documents ADD COLUMN outline STRUCT(level INTEGER, title TEXT, page INTEGER)[];
ALTER TABLE raw.documents ADD COLUMN files INTEGER;
ALTER TABLE raw.documents ADD COLUMN sketch TEXT;

ALTER TABLE raw.pages ADD COLUMN note TEXT;
ALTER TABLE raw.pages ADD COLUMN raw TEXT;

ALTER TABLE raw.chunks ADD COLUMN lead INTEGER;
