-- What an organiser committed to before lots were drawn; a draw that uses it names it once.
CREATE TABLE draw_commitment (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  digest TEXT NOT NULL,
  beacon TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  draw UUID REFERENCES draw (id),
  UNIQUE (tenant, round, digest),
  UNIQUE (tenant, draw)
);
