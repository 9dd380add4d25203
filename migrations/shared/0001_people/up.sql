CREATE TABLE tenant (
  id UUID NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  parent UUID REFERENCES tenant (id),
  mode TEXT NOT NULL CHECK (mode IN ('live', 'demo')),
  season TEXT,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE organisation (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  parent UUID REFERENCES organisation (id),
  status TEXT NOT NULL CHECK (status IN ('emerging', 'filed', 'registered')),
  status_since TEXT,
  filing_no TEXT,
  uscc TEXT,
  leader TEXT,
  members BIGINT,
  credit JSONB NOT NULL,
  banned_until TEXT,
  version BIGINT NOT NULL,
  UNIQUE (tenant, code)
);
CREATE UNIQUE INDEX organisation_uscc ON organisation (tenant, uscc) WHERE uscc IS NOT NULL;
-- The history of legal standing: what an organisation was, since when, under which number.
CREATE TABLE organisation_standing (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  organisation UUID NOT NULL REFERENCES organisation (id),
  status TEXT NOT NULL CHECK (status IN ('emerging', 'filed', 'registered')),
  since TEXT,
  filing_no TEXT,
  uscc TEXT,
  recorded_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE person (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  password_hash TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (tenant, code),
  UNIQUE (tenant, email),
  UNIQUE (tenant, phone)
);
CREATE TABLE role_grant (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  person UUID NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  organisation UUID REFERENCES organisation (id),
  round UUID,
  granted_at TIMESTAMPTZ NOT NULL,
  revoked_at TIMESTAMPTZ
);
CREATE INDEX role_grant_person ON role_grant (tenant, person);
-- What ties a person to an organisation or a community; conflicts of interest are found from it.
CREATE TABLE tie (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  person UUID NOT NULL REFERENCES person (id),
  organisation UUID NOT NULL REFERENCES organisation (id),
  relation TEXT NOT NULL,
  declared_at TIMESTAMPTZ NOT NULL,
  UNIQUE (tenant, person, organisation, relation)
);
CREATE TABLE session (
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
CREATE UNIQUE INDEX session_refresh ON session (tenant, refresh_hash) WHERE refresh_hash IS NOT NULL;
CREATE INDEX session_holder ON session (tenant, holder);
