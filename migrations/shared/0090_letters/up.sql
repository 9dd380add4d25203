-- Where an objection is answered to; used for the letters about it and shown to nobody.
ALTER TABLE objection ADD COLUMN email TEXT;
-- What somebody was reminded of: each thing once, whoever's clock came first.
CREATE TABLE reminder (
  tenant UUID NOT NULL REFERENCES tenant (id),
  subject UUID NOT NULL,
  kind TEXT NOT NULL,
  round UUID NOT NULL REFERENCES round (id),
  at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant, subject, kind)
);
CREATE INDEX reminder_round ON reminder (tenant, round);
