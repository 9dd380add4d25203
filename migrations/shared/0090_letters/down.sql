DROP TABLE reminder;
ALTER TABLE objection DROP COLUMN email;
