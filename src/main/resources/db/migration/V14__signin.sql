-- Sessions of people, by which the server ends them whatever their tokens say.
create table signin_session (
    -- Of the identity provider: the token's sid. A new sign-in in the same session begins anew.
    sid       text        not null,
    signed_in timestamptz not null,
    -- Written once a minute at most.
    last_seen timestamptz not null,
    ended_at  timestamptz,
    primary key (sid, signed_in)
);

-- How far the identity provider's events of a kind were taken into the audit log.
create table identity_cursor (
    kind    text        primary key,
    reached timestamptz not null
);

-- Events that were taken in since shortly before that, by the identity provider's ids: what comes
-- twice is known.
create table identity_event (
    kind text        not null,
    id   text        not null,
    seen timestamptz not null,
    primary key (kind, id)
);
