-- An act that puts equal proposals into order, as one person entered it: the panel's second vote, or the chair's decision.
-- It counts from settled_at on: at once where the chair decides, else when a second person has entered the same.
CREATE TABLE tie_act (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  stage TEXT NOT NULL,
  link TEXT NOT NULL CHECK (link IN ('second_vote', 'chair_decision')),
  rank BIGINT NOT NULL,
  content JSONB NOT NULL,
  person UUID NOT NULL REFERENCES person (id),
  at TIMESTAMPTZ NOT NULL,
  settled_at TIMESTAMPTZ
);
CREATE INDEX tie_act_stage ON tie_act (tenant, round, stage);
