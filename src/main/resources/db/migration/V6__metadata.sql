-- What a document is: the machine's guess and, apart from it, a person's word, which wins.
create table document_metadata (
    document_id   uuid    not null references document (id),
    field         text    not null check (field in
        ('type', 'date', 'parties', 'patient', 'patient-identifiers', 'birth-date', 'language')),
    -- JSON: a string, or an array of strings. Null: no guess.
    guess         text,
    confidence    real    check (confidence between 0 and 1),
    -- The version that the guess was made of, and where it stands in that version's text.
    guess_version integer,
    start_offset  integer,
    end_offset    integer,
    -- JSON likewise, or JSON's null: a person says that there is none. Null: nobody said anything.
    said          text,
    said_by       text,
    said_at       timestamptz,
    primary key (document_id, field),
    check ((said is null) = (said_by is null) and (said is null) = (said_at is null)),
    check ((start_offset is null) = (end_offset is null))
);

-- What lists show and filter by: the word, or else the guess.
alter table document
    add column type text,
    add column dated date,
    add column language text;

create index document_by_type on document (collection_id, type);
create index document_by_date on document (collection_id, dated);
