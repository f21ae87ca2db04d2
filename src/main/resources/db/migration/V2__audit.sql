-- The audit log: one append-only table. What it holds is proved by org.carrel.compliance.AuditChain;
-- what the database refuses here makes an accident impossible and a fraud deliberate.
create table audit_entry (
    sequence      bigint         primary key check (sequence > 0),
    time          timestamptz(6) not null,
    actor         text           not null,
    action        text           not null,
    outcome       text           not null,
    collection_id text,
    document_id   text,
    purpose       text,
    -- Canonical JSON as text: jsonb would not give back the bytes that were hashed.
    details       text           not null,
    previous_hash text           not null,
    hash          text           not null
);

create index audit_entry_by_actor on audit_entry (actor, sequence);
create index audit_entry_by_action on audit_entry (action, sequence);
create index audit_entry_by_collection on audit_entry (collection_id, sequence);
create index audit_entry_by_document on audit_entry (document_id, sequence);
create index audit_entry_by_time on audit_entry (time);

-- The last entry's place and hash. Its one row is the lock that puts writers in line.
create table audit_head (
    only_row boolean primary key default true check (only_row),
    sequence bigint  not null,
    hash     text    not null
);

insert into audit_head (sequence, hash) values (0, repeat('0', 64));

-- Locks the head until the caller's transaction ends. The limit is undone when the function returns.
create function audit_head_for_append() returns setof audit_head
    language sql
    set lock_timeout = '1s'
as $$
    select * from audit_head for update
$$;

create function audit_append_only() returns trigger
    language plpgsql
as $$
begin
    raise exception 'the audit log is append-only: % on % is refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

create function audit_follow_head() returns trigger
    language plpgsql
as $$
begin
    update audit_head
       set sequence = new.sequence, hash = new.hash
     where sequence = new.sequence - 1 and hash = new.previous_hash;
    if not found then
        raise exception 'audit entry % does not follow the head of the log', new.sequence
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;

create trigger audit_entry_append_only
    before update or delete or truncate on audit_entry
    for each statement execute function audit_append_only();

create trigger audit_entry_follow_head
    before insert on audit_entry
    for each row execute function audit_follow_head();

create trigger audit_head_stays
    before insert or delete or truncate on audit_head
    for each statement execute function audit_append_only();

-- Depth 0: a statement of its own, not the update that an appended entry makes.
create trigger audit_head_moves_with_entries
    before update on audit_head
    for each statement when (pg_trigger_depth() = 0) execute function audit_append_only();

-- Also for sessions in the replica role, which skip ordinary triggers.
alter table audit_entry enable always trigger audit_entry_append_only;
alter table audit_entry enable always trigger audit_entry_follow_head;
alter table audit_head enable always trigger audit_head_stays;
alter table audit_head enable always trigger audit_head_moves_with_entries;
