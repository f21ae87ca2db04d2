-- Not of the log itself, so not named audit_: the server's role may change and delete these rows.

-- Exports of the audit log that are made in the background (docs/adr/0030). A row goes with its file.
create table log_export (
    id         uuid           primary key,
    -- What was asked for, sealed: it can name a person.
    wanted     bytea          not null,
    -- The checkpoint that it ends with.
    size       bigint         not null check (size > 0),
    state      text           not null check (state in ('queued', 'running', 'succeeded', 'failed')),
    -- The entry that is written next.
    reached    bigint         not null default 0,
    created_at timestamptz(6) not null,
    started_at timestamptz(6),
    ended_at   timestamptz(6)
);

create index log_export_by_age on log_export (created_at);

-- How far the log has come to a syslog receiver. The log itself is the spool.
create table log_feed (
    receiver text   primary key,
    sequence bigint not null
);
