-- The audit log as a Merkle tree (docs/adr/0028): events are written to audit_pending without a lock, and a
-- sequencer moves them into audit_entry.

-- What form 1 had. Its rows stay as they are.
drop trigger audit_entry_follow_head on audit_entry;
drop function audit_follow_head();
drop function audit_head_for_append();
drop trigger audit_head_moves_with_entries on audit_head;
drop index audit_entry_by_actor;

alter table audit_entry
    alter column actor drop not null,
    alter column previous_hash drop not null,
    alter column hash drop not null,
    add column form     smallint not null default 1,
    -- Canonical JSON of the commitments, by the names of their fields.
    add column personal text,
    add constraint audit_entry_form check (
        case form
            when 1 then num_nonnulls(actor, previous_hash, hash) = 3 and personal is null
            when 2 then num_nonnulls(actor, previous_hash, hash) = 0 and personal is not null
            else false
        end);

create index audit_entry_by_actor on audit_entry (actor, sequence) where actor is not null;

-- Committed, but without a place in the log yet.
create table audit_pending (
    id            bigint generated always as identity primary key,
    time          timestamptz(6) not null,
    action        text           not null,
    outcome       text           not null,
    collection_id text,
    document_id   text,
    purpose       text,
    details       text           not null,
    personal      text           not null,
    -- Salts and values of the personal fields, in the order of the fields' names.
    sealed        bytea[]        not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Roots of complete subtrees of 256^level leaves: org.carrel.compliance.tree.Tree.Store.
create table audit_node (
    level smallint not null,
    place bigint   not null,
    hash  bytea    not null check (octet_length(hash) = 32),
    primary key (level, place)
);

-- Whose values are sealed under which key. The lookup is an HMAC of the name.
create table audit_subject (
    id           uuid           primary key,
    kind         text           not null check (kind in ('actor', 'patient')),
    lookup       bytea,
    wrapped_key  bytea,
    created_at   timestamptz(6) not null,
    destroyed_at timestamptz(6),
    unique (kind, lookup),
    check (num_nonnulls(lookup, wrapped_key) = case when destroyed_at is null then 2 else 0 end)
);

create table audit_personal (
    sequence bigint not null,
    field    text   not null,
    subject  uuid   not null,
    sealed   bytea  not null,
    primary key (sequence, field)
);

create index audit_personal_by_subject on audit_personal (subject, sequence);

-- Signed notes over the log at a size. A note gains lines of witnesses and loses none.
create table audit_checkpoint (
    size      bigint         primary key check (size > 0),
    signed_at timestamptz(6) not null,
    note      text           not null
);

-- Which key signs for a log's name.
create table audit_key (
    origin text primary key,
    vkey   text not null
);

-- The end of the tree. Its one row is the lock that puts sequencers in line.
alter table audit_head rename column sequence to chain_sequence;
alter table audit_head rename column hash to chain_hash;
alter table audit_head
    add column size         bigint not null default 0,
    add column frontier     bytea  not null default '',
    -- Of the last entry in form 2.
    add column time         timestamptz(6),
    add column installation uuid   not null default gen_random_uuid();

create function audit_no_gap() returns trigger
    language plpgsql
as $$
declare
    low     bigint;
    high    bigint;
    entries bigint;
begin
    select min(sequence), max(sequence), count(*) into low, high, entries from added;
    if entries > 0 and (low <> (select size from audit_head) + 1 or high - low + 1 <> entries) then
        raise exception 'audit entries from % to % do not follow the head of the log', low, high
            using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end
$$;

create trigger audit_entry_no_gap
    after insert on audit_entry referencing new table as added
    for each statement execute function audit_no_gap();

create function audit_head_onward() returns trigger
    language plpgsql
as $$
begin
    if new.size <= old.size
       or new.size <> (select max(sequence) from audit_entry)
       or (new.chain_sequence, new.chain_hash, new.installation)
           is distinct from (old.chain_sequence, old.chain_hash, old.installation) then
        raise exception 'the head of the audit log moves onto its last entry and nowhere else'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;

create trigger audit_head_onward
    before update on audit_head
    for each row execute function audit_head_onward();

-- What leaves audit_pending has become as many entries, in the same statement, before the head moves.
create function audit_pending_becomes_entries() returns trigger
    language plpgsql
as $$
begin
    if (select count(*) from gone)
       <> coalesce((select max(sequence) from audit_entry), 0) - (select size from audit_head) then
        raise exception 'pending audit events leave into the log and nowhere else'
            using errcode = 'insufficient_privilege';
    end if;
    return null;
end
$$;

create trigger audit_pending_becomes_entries
    after delete on audit_pending referencing old table as gone
    for each statement execute function audit_pending_becomes_entries();

create trigger audit_pending_stays
    before update or truncate on audit_pending
    for each statement execute function audit_append_only();

create trigger audit_node_append_only
    before update or delete or truncate on audit_node
    for each statement execute function audit_append_only();

create trigger audit_key_append_only
    before update or delete or truncate on audit_key
    for each statement execute function audit_append_only();

create trigger audit_checkpoint_stays
    before delete or truncate on audit_checkpoint
    for each statement execute function audit_append_only();

create trigger audit_subject_stays
    before delete or truncate on audit_subject
    for each statement execute function audit_append_only();

create trigger audit_personal_stays
    before update or truncate on audit_personal
    for each statement execute function audit_append_only();

create trigger audit_checkpoint_only_grows
    before update on audit_checkpoint
    for each row when (not (new.size = old.size and new.signed_at = old.signed_at
                            and starts_with(new.note, old.note)))
    execute function audit_append_only();

create trigger audit_subject_only_ends
    before update on audit_subject
    for each row when (not (new.id = old.id and new.kind = old.kind and new.created_at = old.created_at
                            and old.destroyed_at is null and new.destroyed_at is not null))
    execute function audit_append_only();

create function audit_value_is_erased() returns trigger
    language plpgsql
as $$
begin
    if exists (select from audit_subject where id = old.subject and wrapped_key is not null) then
        raise exception 'a personal value of the audit log goes with its subject''s key'
            using errcode = 'insufficient_privilege';
    end if;
    return old;
end
$$;

create trigger audit_personal_goes_with_its_key
    before delete on audit_personal
    for each row execute function audit_value_is_erased();

-- Also for sessions in the replica role, which skip ordinary triggers.
alter table audit_entry enable always trigger audit_entry_no_gap;
alter table audit_head enable always trigger audit_head_onward;
alter table audit_pending enable always trigger audit_pending_becomes_entries;
alter table audit_pending enable always trigger audit_pending_stays;
alter table audit_node enable always trigger audit_node_append_only;
alter table audit_key enable always trigger audit_key_append_only;
alter table audit_checkpoint enable always trigger audit_checkpoint_stays;
alter table audit_checkpoint enable always trigger audit_checkpoint_only_grows;
alter table audit_subject enable always trigger audit_subject_stays;
alter table audit_subject enable always trigger audit_subject_only_ends;
alter table audit_personal enable always trigger audit_personal_stays;
alter table audit_personal enable always trigger audit_personal_goes_with_its_key;
