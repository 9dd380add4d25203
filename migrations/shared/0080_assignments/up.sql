-- A plan of who reviews what: what was wished, what it was computed from, and what came out or was changed by hand.
CREATE TABLE assignment_plan (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  stage TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'applied', 'replaced')),
  wishes JSONB NOT NULL,
  request JSONB NOT NULL,
  plan JSONB NOT NULL,
  version BIGINT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  applied_at TIMESTAMPTZ
);
CREATE INDEX assignment_plan_round ON assignment_plan (tenant, round, id);
-- Who is asked to review what, as the plan that was applied last says; a proposal without a row is open to every seat.
CREATE TABLE assignment (
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  stage TEXT NOT NULL,
  proposal UUID NOT NULL REFERENCES proposal (id),
  person UUID NOT NULL REFERENCES person (id),
  PRIMARY KEY (tenant, stage, proposal, person)
);
CREATE INDEX assignment_round ON assignment (tenant, round, stage);
