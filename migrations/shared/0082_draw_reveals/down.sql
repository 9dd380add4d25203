ALTER TABLE draw_commitment DROP COLUMN revealed_at;
ALTER TABLE draw_commitment DROP COLUMN contributions;
ALTER TABLE draw_commitment DROP COLUMN reveal;
ALTER TABLE draw_commitment DROP COLUMN beacon_at;
ALTER TABLE draw_commitment DROP COLUMN reveal_due;
