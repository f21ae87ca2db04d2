-- Which model answers, and why (docs/adr/0035).

-- Keys of publishers that an operator has accepted. The id is the SHA-256 of the public key.
create table model_key (
    id           text           primary key check (id ~ '^[0-9a-f]{64}$'),
    name         text           not null check (length(name) between 1 and 100),
    public_key   bytea          not null,
    accepted_by  text           not null,
    accepted_at  timestamptz(6) not null,
    withdrawn_at timestamptz(6)
);

-- What was decided when a model was imported. The files lie in the folder of models.
create table trusted_model (
    name               text           primary key,
    source_sha256      text           not null,
    -- Of the description in its folder, which holds the hashes of all its files.
    description_sha256 text           not null,
    trust              text           not null check (trust in ('signed', 'unsigned')),
    key_id             text           references model_key (id),
    -- The publisher's manifest, as it was signed.
    published          text,
    -- Why it was taken in without one.
    reason             text check (length(reason) between 1 and 500),
    imported_by        text           not null,
    imported_at        timestamptz(6) not null,
    check (case trust
               when 'signed' then num_nonnulls(key_id, published) = 2 and reason is null
               else num_nonnulls(key_id, published) = 0 and reason is not null
           end)
);

-- Imports and evaluations.
create table model_work (
    id         uuid           primary key,
    kind       text           not null check (kind in ('import', 'evaluation')),
    model      text           not null,
    source     text,
    base       text,
    reason     text check (length(reason) between 1 and 500),
    state      text           not null check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    stage      text,
    done       bigint         not null default 0,
    total      bigint         not null default 0,
    failure    text,
    -- What an evaluation found, as JSON.
    result     text,
    ordered_by text           not null,
    created_at timestamptz(6) not null,
    started_at timestamptz(6),
    ended_at   timestamptz(6)
);

create index model_work_by_age on model_work (created_at);
create index model_work_by_model on model_work (model, kind, created_at);

-- Which model answered from when on. The last row holds.
create table model_activation (
    id            bigint generated always as identity primary key,
    model         text           not null,
    source_sha256 text           not null,
    -- The activation that this one took back.
    undoes        bigint         references model_activation (id),
    evaluation    uuid           references model_work (id),
    override      text check (length(override) between 1 and 500),
    activated_by  text           not null,
    activated_at  timestamptz(6) not null
);
