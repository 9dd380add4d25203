-- A drawing of lots with the words that were said: anybody can draw again.
CREATE TABLE draw (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  stage TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('order', 'tie')),
  rank BIGINT,
  transcript JSONB NOT NULL,
  at TIMESTAMPTZ NOT NULL
);
CREATE TABLE slot (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  stage TEXT NOT NULL,
  position BIGINT NOT NULL,
  proposal UUID NOT NULL REFERENCES proposal (id),
  planned_from TIMESTAMPTZ NOT NULL,
  planned_to TIMESTAMPTZ NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'scoring', 'sealed')),
  opened_at TIMESTAMPTZ,
  sealed_at TIMESTAMPTZ,
  UNIQUE (tenant, round, stage, position),
  UNIQUE (tenant, stage, proposal)
);
CREATE TABLE sheet (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  slot UUID NOT NULL REFERENCES slot (id),
  judge UUID NOT NULL REFERENCES person (id),
  state TEXT NOT NULL CHECK (state IN ('saved', 'signed', 'absent')),
  marks JSONB NOT NULL,
  comment TEXT,
  version BIGINT NOT NULL,
  saved_at TIMESTAMPTZ NOT NULL,
  signed_at TIMESTAMPTZ,
  UNIQUE (tenant, slot, judge)
);
-- What a sheet said before it was saved again.
CREATE TABLE sheet_version (
  tenant UUID NOT NULL REFERENCES tenant (id),
  sheet UUID NOT NULL REFERENCES sheet (id),
  version BIGINT NOT NULL,
  marks JSONB NOT NULL,
  comment TEXT,
  saved_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant, sheet, version)
);
CREATE TABLE juror (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  community UUID REFERENCES organisation (id),
  credential_hash TEXT NOT NULL,
  UNIQUE (tenant, round, code)
);
CREATE UNIQUE INDEX juror_credential ON juror (tenant, credential_hash);
CREATE TABLE ballot (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  slot UUID NOT NULL REFERENCES slot (id),
  juror UUID NOT NULL REFERENCES juror (id),
  choice TEXT NOT NULL CHECK (choice IN ('approve', 'oppose', 'excluded')),
  reason TEXT,
  at TIMESTAMPTZ NOT NULL,
  UNIQUE (tenant, slot, juror)
);
