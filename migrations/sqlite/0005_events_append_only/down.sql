DROP TRIGGER event_no_delete;
DROP TRIGGER event_no_update;
