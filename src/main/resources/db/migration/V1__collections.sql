-- A collection (a matter or a patient record) is the unit of access.
create table collection (
    id         uuid primary key,
    name       text        not null check (length(name) between 1 and 200),
    kind       text        not null check (kind in ('matter', 'patient')),
    created_by text        not null,
    created_at timestamptz not null
);

-- Who may read and add to a collection: one person, or everybody who holds a role.
create table membership (
    collection_id  uuid        not null references collection (id),
    principal_kind text        not null check (principal_kind in ('subject', 'role')),
    principal      text        not null,
    granted_by     text        not null,
    granted_at     timestamptz not null,
    primary key (collection_id, principal_kind, principal)
);

create index membership_by_principal on membership (principal_kind, principal);
