-- Who may read what, why and until when (docs/adr/0029).

alter table collection
    -- The collection in which this one encloses restricted documents: who reads it is a member of both.
    add column within uuid references collection (id);

create index collection_by_within on collection (within) where within is not null;

alter table membership
    add column id      uuid        not null default gen_random_uuid() unique,
    -- May change who is a member, and which documents are restricted.
    add column steward boolean     not null default false,
    add column reason  text        not null default 'A member since before reasons were asked for',
    add column ends_at timestamptz,
    drop constraint membership_principal_kind_check,
    add constraint membership_principal_kind_check check (principal_kind in ('subject', 'role', 'group'));

alter table membership
    alter column id drop default,
    alter column reason drop default,
    add constraint membership_reason_check check (length(reason) between 1 and 500);

update membership set steward = true from collection
 where collection.id = membership.collection_id and principal_kind = 'subject'
   and principal = collection.created_by;

-- Bars whoever it names from a collection, whatever else they hold.
create table ethical_wall (
    id             uuid        primary key,
    collection_id  uuid        not null references collection (id),
    principal_kind text        not null check (principal_kind in ('subject', 'role', 'group')),
    principal      text        not null,
    reason         text        not null check (length(reason) between 1 and 500),
    raised_by      text        not null,
    raised_at      timestamptz not null,
    unique (collection_id, principal_kind, principal)
);

create index ethical_wall_by_principal on ethical_wall (principal_kind, principal);

-- Access in an emergency to a patient's collection by somebody who is no member.
create table break_glass (
    id            uuid        primary key,
    collection_id uuid        not null references collection (id),
    subject       text        not null,
    reason        text        not null check (length(reason) between 1 and 500),
    opened_at     timestamptz not null,
    ends_at       timestamptz not null,
    -- Given back, or taken away by a review, before its time.
    ended_at      timestamptz,
    verdict       text check (verdict in ('justified', 'unjustified')),
    note          text check (length(note) between 1 and 2000),
    reviewed_by   text,
    reviewed_at   timestamptz,
    check (num_nonnulls(verdict, note, reviewed_by, reviewed_at) in (0, 4)),
    check (reviewed_by <> subject)
);

create index break_glass_by_subject on break_glass (subject, ends_at);
create index break_glass_to_review on break_glass (opened_at) where reviewed_at is null;

-- What people who signed in are called, so that members can be chosen by name.
create table person (
    subject text        primary key,
    name    text        not null check (length(name) between 1 and 200),
    seen_at timestamptz not null
);

create index person_by_name on person (lower(name) text_pattern_ops);
