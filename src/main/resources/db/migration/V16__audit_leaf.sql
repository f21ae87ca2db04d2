-- Less work for the sequencer (docs/adr/0028): an entry's leaf hash stands in its own row, and indexes hold what
-- is asked for. Entries from before keep theirs in audit_node, at level 0.
alter table audit_entry
    add column leaf bytea check (octet_length(leaf) = 32);

drop index audit_entry_by_collection;
create index audit_entry_by_collection on audit_entry (collection_id, sequence) where collection_id is not null;
drop index audit_entry_by_document;
create index audit_entry_by_document on audit_entry (document_id, sequence) where document_id is not null;

-- Time goes onward with the entries, so a range of it is a range of pages.
drop index audit_entry_by_time;
create index audit_entry_by_time on audit_entry using brin (time) with (pages_per_range = 16, autosummarize = on);
