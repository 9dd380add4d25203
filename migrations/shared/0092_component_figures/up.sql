-- A figure that nobody marks or votes on, as one person entered it: a bonus, a penalty, donations, a score that the panel agreed on.
-- It counts from settled_at on, when a second person has entered the same.
CREATE TABLE component_figure (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  slot UUID NOT NULL REFERENCES slot (id),
  component TEXT NOT NULL,
  figure BIGINT NOT NULL CHECK (figure = CAST(figure AS BIGINT) AND figure >= 0),
  note TEXT NOT NULL,
  person UUID NOT NULL REFERENCES person (id),
  at TIMESTAMPTZ NOT NULL,
  settled_at TIMESTAMPTZ
);
CREATE INDEX component_figure_slot ON component_figure (tenant, slot);
