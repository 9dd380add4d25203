-- By when the committed bytes are revealed, when the beacon falls, and what was said before it. A commitment without these times is an old one; its reveal counts as withheld.
ALTER TABLE draw_commitment ADD COLUMN reveal_due TIMESTAMPTZ;
ALTER TABLE draw_commitment ADD COLUMN beacon_at TIMESTAMPTZ;
ALTER TABLE draw_commitment ADD COLUMN reveal TEXT;
ALTER TABLE draw_commitment ADD COLUMN contributions JSONB;
ALTER TABLE draw_commitment ADD COLUMN revealed_at TIMESTAMPTZ;
