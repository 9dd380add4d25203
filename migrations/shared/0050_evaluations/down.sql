DROP TABLE archive_item;
DROP TABLE evaluation;
