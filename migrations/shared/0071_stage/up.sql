-- How the host leads an evening: how results are shown, the timer, and since when it is only a rehearsal.
CREATE TABLE stage (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  evening TEXT NOT NULL,
  reveal_mode TEXT NOT NULL CHECK (reveal_mode IN ('live', 'when_complete', 'one_by_one', 'progress_only', 'frozen')),
  kept JSONB NOT NULL,
  timer_phase TEXT CHECK (timer_phase IN ('present', 'questions')),
  timer_secs BIGINT,
  timer_started_at TIMESTAMPTZ,
  timer_left_secs BIGINT,
  rehearsal_since TIMESTAMPTZ,
  version BIGINT NOT NULL,
  UNIQUE (tenant, round, evening)
);
-- What the big screen was told to show; the newest that was not taken back counts.
CREATE TABLE scene (
  id UUID NOT NULL PRIMARY KEY,
  tenant UUID NOT NULL REFERENCES tenant (id),
  round UUID NOT NULL REFERENCES round (id),
  evening TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('welcome', 'card', 'waiting', 'single', 'ranking', 'awards', 'favourite', 'thanks', 'blackout')),
  proposal UUID,
  step BIGINT NOT NULL,
  shown_at TIMESTAMPTZ NOT NULL,
  withdrawn_at TIMESTAMPTZ
);
CREATE INDEX scene_round ON scene (tenant, round, evening, id);
-- Residents vote while the host keeps the vote open; a result that is revealed by itself says since when.
ALTER TABLE slot ADD COLUMN voting TEXT NOT NULL DEFAULT 'closed' CHECK (voting IN ('closed', 'open'));
ALTER TABLE slot ADD COLUMN revealed_at TIMESTAMPTZ;
UPDATE slot SET voting = 'open' WHERE state = 'scoring';
