CREATE TABLE milestone (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  proposal UUID NOT NULL REFERENCES proposal (id),
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  due_on TEXT NOT NULL,
  evidence TEXT NOT NULL,
  planned JSONB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'reported', 'accepted', 'returned', 'cancelled')),
  UNIQUE (tenant, proposal, code)
);
CREATE TABLE milestone_report (
  tenant UUID NOT NULL REFERENCES tenant (id),
  milestone UUID NOT NULL REFERENCES milestone (id),
  no BIGINT NOT NULL,
  reported_on TEXT NOT NULL,
  evidence_count BIGINT NOT NULL,
  accepted_on TEXT,
  returned_on TEXT,
  reason TEXT,
  PRIMARY KEY (tenant, milestone, no)
);
CREATE TABLE activity_record (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  proposal UUID NOT NULL REFERENCES proposal (id),
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  counts JSONB NOT NULL,
  person_times BIGINT NOT NULL,
  volunteer_times BIGINT NOT NULL,
  at TIMESTAMPTZ NOT NULL
);
CREATE INDEX activity_record_proposal ON activity_record (tenant, proposal);
CREATE TABLE voucher (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  programme UUID NOT NULL REFERENCES programme (id),
  proposal UUID NOT NULL REFERENCES proposal (id),
  code TEXT NOT NULL,
  line BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL CHECK (amount_fen > 0 AND amount_fen = CAST(amount_fen AS BIGINT)),
  invoice_number TEXT NOT NULL,
  paid_on TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('submitted', 'verified', 'returned')),
  submitted_at TIMESTAMPTZ NOT NULL,
  UNIQUE (tenant, programme, invoice_number),
  UNIQUE (tenant, proposal, code)
);
