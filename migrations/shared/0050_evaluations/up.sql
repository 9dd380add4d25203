CREATE TABLE evaluation (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  proposal UUID NOT NULL REFERENCES proposal (id),
  kind TEXT NOT NULL CHECK (kind IN ('mid_term', 'final')),
  sheet JSONB NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (tenant, proposal, kind)
);
CREATE TABLE archive_item (
  tenant UUID NOT NULL REFERENCES tenant (id),
  proposal UUID NOT NULL REFERENCES proposal (id),
  item TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant, proposal, item)
);
