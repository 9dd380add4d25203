-- A paper ballot as one typist copied it; two who agree make it count.
CREATE TABLE paper_ballot (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  slot UUID NOT NULL REFERENCES slot (id),
  juror UUID NOT NULL REFERENCES juror (id),
  typist UUID NOT NULL REFERENCES person (id),
  choice TEXT NOT NULL CHECK (choice IN ('approve', 'oppose')),
  at TIMESTAMPTZ NOT NULL,
  UNIQUE (tenant, slot, juror, typist)
);
