DROP TRIGGER event_no_truncate ON event;
DROP TRIGGER event_no_change ON event;
DROP FUNCTION refuse_change();
