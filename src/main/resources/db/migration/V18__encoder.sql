-- Which encoder passages are found by, and why (docs/adr/0038).

alter table model_work drop constraint model_work_kind_check;
alter table model_work
    add constraint model_work_kind_check check (kind in ('import', 'evaluation', 'encoding'));

-- One change at a time.
create unique index model_work_one_encoding on model_work (kind)
    where kind = 'encoding' and state in ('queued', 'running');

-- Which encoder finds from when on. The last row holds; without one, the encoder that is shipped.
create table encoder_activation (
    id            bigint generated always as identity primary key,
    model         text           not null,
    source_sha256 text           not null,
    work          uuid           not null references model_work (id),
    activated_at  timestamptz(6) not null
);

-- A queue of its own for work on models: the other one took what it did not know, and let it lie.
create table model_task (like scheduled_tasks including all);
with moved as (delete from scheduled_tasks where task_name = 'model' returning *)
insert into model_task select * from moved;
