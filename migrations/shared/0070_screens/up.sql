-- A display in the hall: its code opens what the big screen of one round shows, and nothing else.
CREATE TABLE screen (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  name TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX screen_code ON screen (tenant, code_hash);
-- Sessions learn the kind `screen` and when their device was last heard of. SQLite cannot change a CHECK, so the table is made again.
CREATE TABLE session_of_kinds (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  kind TEXT NOT NULL CHECK (kind IN ('person', 'judge', 'juror', 'screen')),
  holder UUID NOT NULL,
  round UUID,
  family UUID NOT NULL,
  refresh_hash TEXT,
  replaced_by_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  revoked_at TIMESTAMPTZ,
  seen_at TIMESTAMPTZ
);
INSERT INTO session_of_kinds SELECT id, tenant, kind, holder, round, family, refresh_hash, replaced_by_at, created_at, expires_at, revoked_at, NULL FROM session;
DROP TABLE session;
ALTER TABLE session_of_kinds RENAME TO session;
CREATE UNIQUE INDEX session_refresh ON session (tenant, refresh_hash) WHERE refresh_hash IS NOT NULL;
CREATE INDEX session_holder ON session (tenant, holder);
CREATE INDEX session_round ON session (tenant, round) WHERE round IS NOT NULL;
