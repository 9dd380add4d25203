-- One look of a checker at a proposal: sent back, eligible, or ineligible, with coded reasons.
CREATE TABLE eligibility_check (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  proposal UUID NOT NULL REFERENCES proposal (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('returned', 'eligible', 'ineligible')),
  findings JSONB NOT NULL,
  due_on TEXT,
  at TIMESTAMPTZ NOT NULL,
  by_person UUID
);
CREATE INDEX eligibility_check_proposal ON eligibility_check (tenant, proposal, id);
CREATE TABLE coaching_session (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  code TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  kind TEXT NOT NULL,
  topic TEXT NOT NULL,
  UNIQUE (tenant, round, code)
);
CREATE TABLE coaching_attendance (
  tenant UUID NOT NULL REFERENCES tenant (id),
  session UUID NOT NULL REFERENCES coaching_session (id),
  applicant UUID NOT NULL REFERENCES organisation (id),
  PRIMARY KEY (tenant, session, applicant)
);
-- A seat of a reviewer at the desk or of a judge at the roadshow.
CREATE TABLE seat (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  stage TEXT NOT NULL,
  person UUID NOT NULL REFERENCES person (id),
  code TEXT NOT NULL,
  card_hash TEXT,
  UNIQUE (tenant, round, stage, person),
  UNIQUE (tenant, round, stage, code)
);
CREATE UNIQUE INDEX seat_card ON seat (tenant, card_hash) WHERE card_hash IS NOT NULL;
CREATE TABLE recusal (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  stage TEXT NOT NULL,
  proposal UUID NOT NULL REFERENCES proposal (id),
  person UUID NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('declared', 'found')),
  note TEXT,
  at TIMESTAMPTZ NOT NULL,
  UNIQUE (tenant, stage, proposal, person)
);
CREATE TABLE review (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  proposal UUID NOT NULL REFERENCES proposal (id),
  reviewer UUID NOT NULL REFERENCES person (id),
  mark TEXT NOT NULL,
  comment TEXT,
  signed_at TIMESTAMPTZ NOT NULL,
  UNIQUE (tenant, proposal, reviewer)
);
-- The result of a stage that ranks: one row per proposal, with the trace that lets anybody recompute it.
CREATE TABLE standing (
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  stage TEXT NOT NULL,
  proposal UUID NOT NULL REFERENCES proposal (id),
  position BIGINT NOT NULL,
  trace JSONB NOT NULL,
  PRIMARY KEY (tenant, stage, proposal)
);
CREATE INDEX standing_round ON standing (tenant, round, stage, position);
