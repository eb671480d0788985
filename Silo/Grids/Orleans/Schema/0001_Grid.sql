-- What Orleans' ADO.NET providers ask for: they read their statements from OrleansQuery by key, fill in parameters by name, and read
-- columns by name. The keys, parameters and columns are theirs; tables and statements are ours.

CREATE TABLE orleansquery (
    querykey text NOT NULL,
    querytext text NOT NULL,
    CONSTRAINT pk_orleansquery PRIMARY KEY (querykey)
);

-- The one cluster that uses this database: two clusters on one database would both run the same grains.
CREATE TABLE grid_owner (
    only_one boolean NOT NULL DEFAULT true CHECK (only_one),
    cluster_id text NOT NULL,
    service_id text NOT NULL,
    since timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT pk_grid_owner PRIMARY KEY (only_one)
);

-- ---------------------------------------------------------------------------------------------------------------------------
-- Membership. Every change of a silo's row raises the version by one, and is done only on top of the version that was read.

CREATE TABLE membership_versions (
    deployment_id text NOT NULL,
    version integer NOT NULL DEFAULT 0,
    changed_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT pk_membership_versions PRIMARY KEY (deployment_id)
);

CREATE TABLE membership (
    deployment_id text NOT NULL,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    silo_name text NOT NULL,
    host_name text NOT NULL,
    status integer NOT NULL,
    proxy_port integer NOT NULL,
    suspect_times text NULL,
    start_time timestamp with time zone NOT NULL,
    i_am_alive_time timestamp with time zone NOT NULL,
    CONSTRAINT pk_membership PRIMARY KEY (deployment_id, address, port, generation),
    CONSTRAINT fk_membership_membership_versions_deployment_id FOREIGN KEY (deployment_id) REFERENCES membership_versions (deployment_id)
) WITH (fillfactor = 50);

CREATE VIEW membership_rows AS
    SELECT each.deployment_id, silo.address, silo.port, silo.generation, silo.silo_name AS siloname, silo.host_name AS hostname,
        silo.status, silo.proxy_port AS proxyport, silo.suspect_times AS suspecttimes, silo.start_time AS starttime,
        silo.i_am_alive_time AS iamalivetime, each.version
    FROM membership_versions each LEFT JOIN membership silo USING (deployment_id);

INSERT INTO orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $query$
    WITH made AS (
        INSERT INTO membership_versions (deployment_id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*) > 0 FROM made
$query$),
('InsertMembershipKey', $query$
    WITH turn AS (
        UPDATE membership_versions SET version = version + 1, changed_at = now()
        WHERE deployment_id = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT FROM membership
            WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING deployment_id),
    made AS (
        INSERT INTO membership
            (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
        SELECT deployment_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM turn
        RETURNING 1)
    SELECT count(*) > 0 FROM made
$query$),
('UpdateMembershipKey', $query$
    WITH turn AS (
        UPDATE membership_versions SET version = version + 1, changed_at = now()
        WHERE deployment_id = @DeploymentId AND version = @Version AND EXISTS (
            SELECT FROM membership
            WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING deployment_id),
    changed AS (
        UPDATE membership SET status = @Status, suspect_times = @SuspectTimes, i_am_alive_time = @IAmAliveTime
        FROM turn
        WHERE membership.deployment_id = turn.deployment_id AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING 1)
    SELECT count(*) > 0 FROM changed
$query$),
-- A sign of life is not a change of membership: it leaves the version alone.
('UpdateIAmAlivetimeKey', $query$
    UPDATE membership SET i_am_alive_time = @IAmAliveTime
    WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),
('MembershipReadRowKey', $query$
    SELECT each.deployment_id, silo.address, silo.port, silo.generation, silo.silo_name AS siloname, silo.host_name AS hostname,
        silo.status, silo.proxy_port AS proxyport, silo.suspect_times AS suspecttimes, silo.start_time AS starttime,
        silo.i_am_alive_time AS iamalivetime, each.version
    FROM membership_versions each LEFT JOIN membership silo
        ON silo.deployment_id = each.deployment_id AND silo.address = @Address AND silo.port = @Port AND silo.generation = @Generation
    WHERE each.deployment_id = @DeploymentId
$query$),
('MembershipReadAllKey', $query$
    SELECT * FROM membership_rows WHERE deployment_id = @DeploymentId
$query$),
('GatewaysQueryKey', $query$
    SELECT address, proxy_port AS proxyport, generation FROM membership
    WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0
$query$),
-- 3 is an active silo, which is not tidied away however long it has been silent.
('CleanupDefunctSiloEntriesKey', $query$
    DELETE FROM membership WHERE deployment_id = @DeploymentId AND i_am_alive_time < @IAmAliveTime AND status <> 3
$query$),
('DeleteMembershipTableEntriesKey', $query$
    WITH gone AS (DELETE FROM membership WHERE deployment_id = @DeploymentId)
    DELETE FROM membership_versions WHERE deployment_id = @DeploymentId
$query$);

-- ---------------------------------------------------------------------------------------------------------------------------
-- State of grains. The version is the ETag: a write on top of another version than the stored one changes nothing and returns nothing.
-- Room on each page, so that a session's many writes stay on it and touch no index.

CREATE TABLE grain_state (
    service_id text NOT NULL,
    grain_type text NOT NULL,
    grain_key text NOT NULL,
    n0 bigint NOT NULL,
    n1 bigint NOT NULL,
    payload bytea NOT NULL,
    version integer NOT NULL,
    modified_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT pk_grain_state PRIMARY KEY (grain_key, grain_type, service_id, n0, n1)
) WITH (fillfactor = 70);

INSERT INTO orleansquery (querykey, querytext) VALUES
('ReadFromStorageKey', $query$
    SELECT payload AS payloadbinary, version FROM grain_state
    WHERE grain_key = coalesce(@GrainIdExtensionString, '') AND grain_type = @GrainTypeString AND service_id = @ServiceId
        AND n0 = @GrainIdN0 AND n1 = @GrainIdN1
$query$),
('WriteToStorageKey', $query$
    WITH changed AS (
        UPDATE grain_state SET payload = @PayloadBinary, version = version + 1, modified_at = now()
        WHERE grain_key = coalesce(@GrainIdExtensionString, '') AND grain_type = @GrainTypeString AND service_id = @ServiceId
            AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND version = @GrainStateVersion::integer
        RETURNING version),
    made AS (
        INSERT INTO grain_state (service_id, grain_type, grain_key, n0, n1, payload, version)
        SELECT @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''), @GrainIdN0, @GrainIdN1, @PayloadBinary, 1
        WHERE @GrainStateVersion::integer IS NULL
        ON CONFLICT DO NOTHING
        RETURNING version)
    SELECT version AS newgrainstateversion FROM changed UNION ALL SELECT version FROM made
$query$),
-- Nothing is kept of a state that is cleared, so both ways of clearing are one.
('ClearStorageKey', $query$
    DELETE FROM grain_state
    WHERE grain_key = coalesce(@GrainIdExtensionString, '') AND grain_type = @GrainTypeString AND service_id = @ServiceId
        AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND version = @GrainStateVersion::integer
    RETURNING version + 1 AS newgrainstateversion
$query$),
('DeleteStorageKey', $query$
    DELETE FROM grain_state
    WHERE grain_key = coalesce(@GrainIdExtensionString, '') AND grain_type = @GrainTypeString AND service_id = @ServiceId
        AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND version = @GrainStateVersion::integer
    RETURNING version + 1 AS newgrainstateversion
$query$);

-- ---------------------------------------------------------------------------------------------------------------------------
-- Reminders. Each silo reads those whose hash is in its part of the ring; the second range runs over the ring's end.

CREATE TABLE reminders (
    service_id text NOT NULL,
    grain_id text NOT NULL,
    reminder_name text NOT NULL,
    start_time timestamp with time zone NOT NULL,
    period_ms bigint NOT NULL,
    grain_hash integer NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_reminders PRIMARY KEY (grain_id, reminder_name, service_id)
);

CREATE INDEX ix_reminders_service_id_grain_hash ON reminders (service_id, grain_hash);

CREATE VIEW reminder_rows AS
    SELECT service_id, grain_id AS grainid, reminder_name AS remindername, start_time AS starttime, period_ms AS period, grain_hash, version
    FROM reminders;

INSERT INTO orleansquery (querykey, querytext) VALUES
('UpsertReminderRowKey', $query$
    INSERT INTO reminders (service_id, grain_id, reminder_name, start_time, period_ms, grain_hash, version)
    VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    ON CONFLICT (grain_id, reminder_name, service_id) DO UPDATE SET
        start_time = excluded.start_time, period_ms = excluded.period_ms, grain_hash = excluded.grain_hash, version = reminders.version + 1
    RETURNING version
$query$),
('ReadReminderRowKey', $query$
    SELECT * FROM reminder_rows WHERE service_id = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName
$query$),
('ReadReminderRowsKey', $query$
    SELECT * FROM reminder_rows WHERE service_id = @ServiceId AND grainid = @GrainId
$query$),
('ReadRangeRows1Key', $query$
    SELECT * FROM reminder_rows WHERE service_id = @ServiceId AND grain_hash > @BeginHash AND grain_hash <= @EndHash
$query$),
('ReadRangeRows2Key', $query$
    SELECT * FROM reminder_rows WHERE service_id = @ServiceId AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)
$query$),
('DeleteReminderRowKey', $query$
    WITH gone AS (
        DELETE FROM reminders
        WHERE service_id = @ServiceId AND grain_id = @GrainId AND reminder_name = @ReminderName AND version = @Version
        RETURNING 1)
    SELECT count(*) > 0 FROM gone
$query$),
('DeleteReminderRowsKey', $query$
    DELETE FROM reminders WHERE service_id = @ServiceId
$query$);
