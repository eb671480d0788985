-- Messages kept before this script belong to nobody: nobody is shown their links any more.
ALTER TABLE outbox ADD COLUMN agent_id text NOT NULL DEFAULT '';
CREATE INDEX ix_outbox_agent_id_position ON outbox (agent_id, position);
