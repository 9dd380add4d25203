DROP TRIGGER ledger_entry_no_replace;
DROP TRIGGER event_no_replace;
