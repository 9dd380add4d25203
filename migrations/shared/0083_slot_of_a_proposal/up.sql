-- A judge and a resident come by the proposal; without this every tenant and stage would be tried.
CREATE INDEX slot_proposal ON slot (tenant, proposal, id);
