-- Before the first sheet of an evening a judge declares conflicts, or that there are none, and promises secrecy.
CREATE TABLE declaration (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  stage TEXT NOT NULL,
  person UUID NOT NULL REFERENCES person (id),
  at TIMESTAMPTZ NOT NULL,
  UNIQUE (tenant, round, stage, person)
);
-- A paper sheet as one typist copied it; two who agree make a signed sheet.
CREATE TABLE paper_entry (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  slot UUID NOT NULL REFERENCES slot (id),
  judge UUID NOT NULL REFERENCES person (id),
  typist UUID NOT NULL REFERENCES person (id),
  marks JSONB NOT NULL,
  comment TEXT,
  at TIMESTAMPTZ NOT NULL,
  UNIQUE (tenant, slot, judge, typist)
);
-- A ballot says whether it came from a phone or from paper; one resident has one.
ALTER TABLE ballot ADD COLUMN source TEXT NOT NULL DEFAULT 'phone' CHECK (source IN ('phone', 'paper'));
