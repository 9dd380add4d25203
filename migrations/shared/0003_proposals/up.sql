CREATE TABLE proposal (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  code TEXT NOT NULL,
  track TEXT NOT NULL,
  applicant UUID NOT NULL REFERENCES organisation (id),
  community UUID REFERENCES organisation (id),
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  category TEXT NOT NULL,
  asked_fen BIGINT NOT NULL CHECK (asked_fen = CAST(asked_fen AS BIGINT)),
  content JSONB NOT NULL,
  submitted_at TIMESTAMPTZ,
  version BIGINT NOT NULL,
  UNIQUE (tenant, round, code)
);
CREATE INDEX proposal_applicant ON proposal (tenant, applicant);
CREATE TABLE proposal_partner (
  tenant UUID NOT NULL REFERENCES tenant (id),
  proposal UUID NOT NULL REFERENCES proposal (id),
  organisation UUID NOT NULL REFERENCES organisation (id),
  PRIMARY KEY (tenant, proposal, organisation)
);
-- What was handed in each time: submitted, resubmitted, revised.
CREATE TABLE proposal_version (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  proposal UUID NOT NULL REFERENCES proposal (id),
  no BIGINT NOT NULL,
  cause TEXT NOT NULL,
  content TEXT NOT NULL,
  digest TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  UNIQUE (tenant, proposal, no)
);
