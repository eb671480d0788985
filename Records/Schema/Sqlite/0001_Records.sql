-- Times are microseconds since 1970-01-01 UTC: datetime(started_at / 1000000, 'unixepoch') reads one.

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    number INTEGER NOT NULL,
    status TEXT NOT NULL,
    end_reason TEXT NULL,
    step TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    agent_name TEXT NOT NULL,
    external_id TEXT NULL,
    note TEXT NULL,
    started_at INTEGER NOT NULL,
    live_at INTEGER NULL,
    closed_at INTEGER NULL,
    device TEXT NULL,
    platform TEXT NULL,
    platform_version TEXT NULL,
    model TEXT NULL,
    browser TEXT NULL,
    browser_version TEXT NULL,
    in_app TEXT NULL,
    route TEXT NULL,
    transport TEXT NULL,
    first_frame_ms REAL NULL
) STRICT;

CREATE INDEX ix_sessions_number ON sessions (number);
CREATE INDEX ix_sessions_external_id ON sessions (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX ix_sessions_agent_id_started_at ON sessions (agent_id, started_at);
CREATE INDEX ix_sessions_started_at ON sessions (started_at);
CREATE INDEX ix_sessions_end_reason_started_at ON sessions (end_reason, started_at);

-- Read in one piece, in order: the key is the table.
CREATE TABLE session_events (
    session_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    "by" TEXT NULL,
    text TEXT NOT NULL,
    data TEXT NULL,
    PRIMARY KEY (session_id, sequence),
    FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NULL,
    text TEXT NOT NULL,
    html TEXT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    username TEXT NOT NULL,
    normalized_username TEXT NOT NULL,
    display_name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NULL,
    security_stamp TEXT NOT NULL,
    concurrency_stamp TEXT NOT NULL,
    disabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX ix_accounts_normalized_username ON accounts (normalized_username);

-- Keyed by a hash of what was typed, whether such an account exists or not.
CREATE TABLE sign_in_tries (
    name_hash TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    locked_until INTEGER NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX ix_sign_in_tries_at ON sign_in_tries (at);

CREATE TABLE data_protection_keys (
    position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    friendly_name TEXT NOT NULL,
    xml TEXT NOT NULL
) STRICT;
