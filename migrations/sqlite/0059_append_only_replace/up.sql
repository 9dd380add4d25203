-- SQLite drops the row that INSERT OR REPLACE pushes out without asking its delete triggers.
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM ledger_entry WHERE tenant = NEW.tenant AND transfer = NEW.transfer AND account = NEW.account)
  OR (NEW.kind = 'instalment_paid' AND EXISTS (
    SELECT 1 FROM ledger_entry
    WHERE tenant = NEW.tenant AND proposal = NEW.proposal AND part = NEW.part AND account = NEW.account AND kind = 'instalment_paid'))
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
