-- A document: its bytes lie encrypted under CARREL_HOME/documents, everything else here.
create table document (
    id            uuid primary key,
    collection_id uuid        not null references collection (id),
    name          text        not null check (length(name) between 1 and 255),
    media_type    text        not null,
    sha256        text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    size          bigint      not null check (size >= 0),
    state         text        not null check (state in ('processing', 'indexed', 'quarantined')),
    reason        text,
    detail        text,
    pages         integer     not null,
    passages      integer     not null,
    version       integer     not null,
    -- AES-256 key of this document's files, wrapped by the key-encryption key.
    wrapped_key   bytea       not null,
    job_id        uuid        not null,
    created_by    text        not null,
    created_at    timestamptz not null,
    -- The same bytes are kept once in a collection, also when two uploads race.
    unique (collection_id, sha256)
);

create index document_by_age on document (collection_id, created_at, id);

-- Where a document's passages stand in its extracted text. Their text is in the encrypted file.
create table passage (
    document_id  uuid    not null references document (id),
    version      integer not null,
    ordinal      integer not null,
    page         integer not null,
    start_offset integer not null,
    end_offset   integer not null,
    primary key (document_id, version, ordinal)
);

-- Work that was acknowledged to a caller. Its state is that of its items.
create table job (
    id            uuid primary key,
    collection_id uuid        not null references collection (id),
    created_by    text        not null,
    created_at    timestamptz not null
);

create table job_item (
    job_id      uuid    not null references job (id),
    document_id uuid    not null references document (id),
    state       text    not null check (state in
        ('queued', 'extracting', 'embedding', 'indexed', 'quarantined', 'cancelled')),
    reason      text,
    detail      text,
    -- Counts up with each retry that a person asks for; work of an earlier run has no effect.
    run         integer not null,
    -- How often this run was begun, by any server: bounds a document that kills its server.
    starts      integer not null,
    primary key (job_id, document_id)
);

-- The table of db-scheduler 16, as its documentation gives it for PostgreSQL.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index execution_time_idx on scheduled_tasks (execution_time);
create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
