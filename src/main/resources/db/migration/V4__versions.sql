-- A document is what stays the same while its content is replaced; each content is a version of it.
create table document_version (
    document_id     uuid        not null references document (id),
    version         integer     not null check (version >= 1),
    -- That of the document: the index below needs it here.
    collection_id   uuid        not null references collection (id),
    name            text        not null check (length(name) between 1 and 255),
    media_type      text        not null,
    sha256          text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    size            bigint      not null check (size >= 0),
    state           text        not null check (state in ('processing', 'indexed', 'quarantined')),
    reason          text,
    detail          text,
    -- A limit on files within files that it passed when it came in: it is set aside unread.
    refused         text,
    pages           integer     not null,
    passages        integer     not null,
    -- Whether text of it was read from a picture, and how sure that is on average, 0 to 100.
    recognised      boolean     not null,
    mean_confidence real,
    -- What the file says of itself; nobody vouches for it.
    title           text,
    author          text,
    written_at      timestamptz,
    language        text,
    -- The version whose bytes a person brought back with this one.
    restored_from   integer,
    job_id          uuid        not null,
    created_by      text        not null,
    created_at      timestamptz not null,
    primary key (document_id, version)
);

insert into document_version
    select id, 1, collection_id, name, media_type, sha256, size, state, reason, detail, null, pages,
        passages, false, null, null, null, null, null, null, job_id, created_by, created_at
    from document;

-- The same bytes are kept once in a collection, also when two uploads race.
create unique index document_version_bytes on document_version (collection_id, sha256)
    where restored_from is null;

alter table document
    -- The name with the folders that the client stated: the same again is a new version.
    add column path text,
    -- The file in which this one was found first, and the outermost of those.
    add column parent_id uuid references document (id),
    add column root_id uuid references document (id),
    add column depth integer not null default 0,
    -- The version that searches find; null while there is none.
    add column searchable_version integer;

update document set
    root_id = id,
    searchable_version = case when state = 'indexed' then 1 end,
    -- Until now one name could stand for several documents: the last of them keeps it.
    path = case
        when exists (
            select 1 from document later
            where later.collection_id = document.collection_id and later.name = document.name
                and (later.created_at, later.id) > (document.created_at, document.id))
        then name || ' (' || id || ')'
        else name
    end;

alter table document
    alter column path set not null,
    alter column root_id set not null,
    alter column depth drop default,
    add check (length(path) between 1 and 600),
    drop column media_type,
    drop column sha256,
    drop column size,
    drop column state,
    drop column reason,
    drop column detail,
    drop column pages,
    drop column passages,
    drop column job_id;

create unique index document_by_path on document
    (collection_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), path);

create index document_version_by_job on document_version (job_id);

-- A file within a file. The same bytes in many mails are one document with many of these rows.
create table attachment (
    container_id      uuid    not null,
    container_version integer not null,
    ordinal           integer not null,
    document_id       uuid    not null,
    version           integer not null,
    -- As the container states it, made safe to show.
    name              text    not null check (length(name) between 1 and 600),
    primary key (container_id, container_version, ordinal),
    foreign key (container_id, container_version) references document_version,
    foreign key (document_id, version) references document_version
);

create index attachment_by_document on attachment (document_id);

alter table job_item add column version integer not null default 1;
alter table job_item alter column version drop default;
alter table job_item drop constraint job_item_pkey;
alter table job_item add primary key (job_id, document_id, version);

-- job/document/run becomes job/document/version/run.
update scheduled_tasks
    set task_instance = split_part(task_instance, '/', 1) || '/' || split_part(task_instance, '/', 2)
        || '/1/' || split_part(task_instance, '/', 3)
    where task_name = 'ingest';
