-- Which jury a seat belongs to; empty for the round's own panel.
ALTER TABLE seat ADD COLUMN jury TEXT;
