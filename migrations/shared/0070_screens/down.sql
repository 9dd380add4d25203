CREATE TABLE session_before (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  kind TEXT NOT NULL CHECK (kind IN ('person', 'judge', 'juror')),
  holder UUID NOT NULL,
  round UUID,
  family UUID NOT NULL,
  refresh_hash TEXT,
  replaced_by_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  revoked_at TIMESTAMPTZ
);
INSERT INTO session_before SELECT id, tenant, kind, holder, round, family, refresh_hash, replaced_by_at, created_at, expires_at, revoked_at FROM session WHERE kind <> 'screen';
DROP TABLE session;
ALTER TABLE session_before RENAME TO session;
CREATE UNIQUE INDEX session_refresh ON session (tenant, refresh_hash) WHERE refresh_hash IS NOT NULL;
CREATE INDEX session_holder ON session (tenant, holder);
DROP TABLE screen;
