-- What is needed to make the prompt of an answer again. Of documents it holds places and hashes, no
-- text: what is deleted there cannot be read here.
create table answer_record (
    id         uuid        primary key,
    asker      text        not null,
    created_at timestamptz not null,
    -- JSON under AES-256-GCM, with a key that is derived for this record.
    sealed     bytea       not null
);
