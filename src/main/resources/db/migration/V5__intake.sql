-- A job may hold many documents: an open one takes uploads until it is closed, or is left alone.
alter table job
    add column open       boolean     not null default false,
    -- The last upload; an open job that is left alone for long counts as closed.
    add column touched_at timestamptz;
update job set touched_at = created_at;
alter table job alter column touched_at set not null;
create index job_by_age on job (collection_id, created_at, id);

alter table job_item drop constraint job_item_state_check;
alter table job_item add constraint job_item_state_check check (state in
    ('queued', 'extracting', 'recognising', 'embedding', 'indexed', 'quarantined', 'cancelled'));
alter table job_item
    -- In the order in which they came.
    add column ordinal    bigint generated always as identity,
    -- When this run was begun first, and when it ended.
    add column started_at timestamptz,
    add column ended_at   timestamptz,
    -- How far a long step is, told at most once a second: page 3 of 12.
    add column stage       text,
    add column stage_done  integer not null default 0,
    add column stage_total integer not null default 0;
-- What had ended, ended some time after its job was made.
update job_item set ended_at = job.created_at
  from job where job.id = job_item.job_id and state in ('indexed', 'quarantined', 'cancelled');

create index job_item_by_state on job_item (job_id, state, ordinal);
create index job_item_by_ordinal on job_item (job_id, ordinal);
create index job_item_by_end on job_item (job_id, ended_at);
create index job_item_queued on job_item (state) where state = 'queued';

-- Uploads that may be taken up again (tus). Their bytes lie in CARREL_HOME/work/uploads.
create table resumable_upload (
    id            uuid        primary key,
    collection_id uuid        not null references collection (id),
    created_by    text        not null,
    name          text        not null,
    -- As the client stated it, which the protocol wants back.
    metadata      text        not null,
    length        bigint      not null check (length >= 0),
    -- Bytes that are safely on disk; what the file has beyond them does not count.
    received      bigint      not null check (received between 0 and length),
    job_id        uuid        references job (id),
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    -- What became of it once it was whole.
    document_id   uuid,
    document_job  uuid
);

create index resumable_upload_by_owner on resumable_upload (created_by);
create index resumable_upload_by_expiry on resumable_upload (expires_at);
