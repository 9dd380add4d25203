CREATE TABLE programme (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  organiser UUID NOT NULL REFERENCES organisation (id),
  created_at TIMESTAMPTZ NOT NULL,
  UNIQUE (tenant, code)
);
CREATE TABLE round (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  code TEXT NOT NULL,
  programme UUID NOT NULL REFERENCES programme (id),
  name TEXT NOT NULL,
  organiser UUID NOT NULL REFERENCES organisation (id),
  operator UUID REFERENCES organisation (id),
  funder UUID NOT NULL REFERENCES organisation (id),
  evaluator UUID REFERENCES organisation (id),
  state TEXT NOT NULL,
  document UUID NOT NULL,
  document_version BIGINT NOT NULL,
  frozen_at TIMESTAMPTZ,
  frozen_digest TEXT,
  version BIGINT NOT NULL,
  UNIQUE (tenant, code)
);
-- Every version of what rules a round; one that was frozen is never changed, only followed by another.
CREATE TABLE round_document (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  version BIGINT NOT NULL,
  document TEXT NOT NULL,
  digest TEXT NOT NULL,
  reason TEXT,
  signed_by UUID,
  signed_at TIMESTAMPTZ NOT NULL,
  UNIQUE (tenant, round, version)
);
-- A host says whether it takes the money and keeps the vouchers of an applicant in a round.
CREATE TABLE hosting (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  applicant UUID NOT NULL REFERENCES organisation (id),
  host UUID NOT NULL REFERENCES organisation (id),
  state TEXT NOT NULL CHECK (state IN ('asked', 'confirmed', 'declined', 'withdrawn')),
  asked_at TIMESTAMPTZ NOT NULL,
  answered_at TIMESTAMPTZ,
  answered_by UUID,
  UNIQUE (tenant, round, applicant)
);
