CREATE TABLE award (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  proposal UUID NOT NULL REFERENCES proposal (id),
  track TEXT NOT NULL,
  award_order BIGINT NOT NULL,
  amount_fen BIGINT CHECK (amount_fen = CAST(amount_fen AS BIGINT)),
  trace JSONB NOT NULL,
  UNIQUE (tenant, proposal)
);
CREATE INDEX award_round ON award (tenant, round, track, award_order);
CREATE TABLE notice (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  about TEXT NOT NULL,
  from_day TEXT NOT NULL,
  due_on TEXT NOT NULL,
  ends_at TIMESTAMPTZ NOT NULL,
  proposals JSONB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'ended'))
);
CREATE INDEX notice_round ON notice (tenant, round);
CREATE TABLE objection (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  code TEXT NOT NULL,
  proposal UUID NOT NULL REFERENCES proposal (id),
  received_at TIMESTAMPTZ NOT NULL,
  by_name TEXT,
  grounds TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('received', 'inquiry', 'upheld', 'rejected', 'not_accepted')),
  reason TEXT,
  accepted_on TEXT,
  recheck_due TEXT,
  answered_on TEXT,
  finding TEXT,
  UNIQUE (tenant, round, code)
);
