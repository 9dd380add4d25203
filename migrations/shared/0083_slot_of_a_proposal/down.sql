DROP INDEX slot_proposal;
