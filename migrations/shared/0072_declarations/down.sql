ALTER TABLE ballot DROP COLUMN source;
DROP TABLE paper_entry;
DROP TABLE declaration;
