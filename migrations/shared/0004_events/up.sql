-- One row per act, written in the act's own transaction, never changed (triggers below).
CREATE TABLE event (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  kind TEXT NOT NULL,
  round UUID,
  about UUID NOT NULL,
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('person', 'juror', 'clock', 'public')),
  actor UUID,
  on_behalf_of UUID,
  at TIMESTAMPTZ NOT NULL,
  caused_by UUID,
  body JSONB NOT NULL
);
CREATE INDEX event_round ON event (tenant, round, id);
CREATE INDEX event_about ON event (tenant, about, id);
-- The outbox: a letter leaves after the act is committed, at least once, under one Message-ID.
CREATE TABLE letter (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  event UUID NOT NULL REFERENCES event (id),
  kind TEXT NOT NULL,
  to_name TEXT NOT NULL,
  to_address TEXT NOT NULL,
  facts JSONB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dead')),
  attempts BIGINT NOT NULL,
  next_at TIMESTAMPTZ NOT NULL,
  last_error TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  sent_at TIMESTAMPTZ
);
CREATE INDEX letter_waiting ON letter (state, next_at);
-- The answer given under a key; the same key gives the same answer.
CREATE TABLE act_key (
  tenant UUID NOT NULL REFERENCES tenant (id),
  actor UUID NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  answer TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant, actor, key)
);
