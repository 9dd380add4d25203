DROP TRIGGER ledger_entry_no_delete;
DROP TRIGGER ledger_entry_no_update;
