CREATE TABLE agreement (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  proposal UUID NOT NULL REFERENCES proposal (id),
  grant_fen BIGINT NOT NULL CHECK (grant_fen = CAST(grant_fen AS BIGINT)),
  payee UUID NOT NULL REFERENCES organisation (id),
  parties JSONB NOT NULL,
  annex_digest TEXT NOT NULL,
  signed_on TEXT,
  version BIGINT NOT NULL,
  UNIQUE (tenant, proposal)
);
CREATE TABLE instalment (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  proposal UUID NOT NULL REFERENCES proposal (id),
  part BIGINT NOT NULL,
  planned_fen BIGINT NOT NULL CHECK (planned_fen >= 0 AND planned_fen = CAST(planned_fen AS BIGINT)),
  amount_fen BIGINT NOT NULL CHECK (amount_fen >= 0 AND amount_fen = CAST(amount_fen AS BIGINT)),
  gate TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'requested', 'approved', 'approved_again', 'paid', 'cancelled')),
  version BIGINT NOT NULL,
  UNIQUE (tenant, proposal, part)
);
-- One row per step of a payment; a step happens once.
CREATE TABLE payment_step (
  tenant UUID NOT NULL REFERENCES tenant (id),
  instalment UUID NOT NULL REFERENCES instalment (id),
  step TEXT NOT NULL,
  person UUID NOT NULL REFERENCES person (id),
  at TIMESTAMPTZ NOT NULL,
  reference TEXT,
  PRIMARY KEY (tenant, instalment, step)
);
CREATE TABLE refund (
  tenant UUID NOT NULL REFERENCES tenant (id),
  proposal UUID NOT NULL REFERENCES proposal (id),
  fen BIGINT NOT NULL CHECK (fen > 0 AND fen = CAST(fen AS BIGINT)),
  due_at TIMESTAMPTZ NOT NULL,
  received_at TIMESTAMPTZ,
  person UUID,
  PRIMARY KEY (tenant, proposal)
);
-- Double entry: the entries of one transfer add up to nothing. Never changed (triggers below).
CREATE TABLE ledger_entry (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  transfer UUID NOT NULL,
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  track TEXT NOT NULL,
  proposal UUID REFERENCES proposal (id),
  part BIGINT,
  fen BIGINT NOT NULL CHECK (fen <> 0 AND fen = CAST(fen AS BIGINT)),
  at TIMESTAMPTZ NOT NULL,
  UNIQUE (tenant, transfer, account)
);
CREATE INDEX ledger_entry_round ON ledger_entry (tenant, round, track, account);
CREATE UNIQUE INDEX ledger_paid_once ON ledger_entry (tenant, proposal, part, account) WHERE kind = 'instalment_paid';
