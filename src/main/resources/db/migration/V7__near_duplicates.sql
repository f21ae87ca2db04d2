-- A keyed MinHash signature of the version that searches find. See docs/adr/0017.
create table document_signature (
    document_id   uuid    primary key references document (id),
    collection_id uuid    not null references collection (id),
    version       integer not null,
    signature     bytea   not null check (octet_length(signature) = 512)
);

-- Documents that are alike have a band in common.
create table document_band (
    collection_id uuid     not null references collection (id),
    band          smallint not null,
    hash          bigint   not null,
    document_id   uuid     not null references document_signature (document_id) on delete cascade,
    primary key (collection_id, band, hash, document_id)
);

create index document_band_by_document on document_band (document_id);

-- Each pair once, the lesser id first.
create table document_similarity (
    first_id   uuid not null references document_signature (document_id) on delete cascade,
    second_id  uuid not null references document_signature (document_id) on delete cascade,
    similarity real not null check (similarity between 0 and 1),
    primary key (first_id, second_id),
    check (first_id < second_id)
);

create index document_similarity_by_first on document_similarity (first_id, similarity desc);
create index document_similarity_by_second on document_similarity (second_id, similarity desc);
