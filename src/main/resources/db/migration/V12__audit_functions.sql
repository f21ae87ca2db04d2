-- What the triggers of the audit log call looks at the log's own tables, whatever temporary tables the
-- session has of the same names (docs/adr/0031).
do $$
declare
    called regprocedure;
begin
    for called in
        select distinct tgfoid::regprocedure
          from pg_trigger
          join pg_class on pg_class.oid = tgrelid
         where relnamespace = current_schema::regnamespace
           and relname like 'audit\_%'
           and not tgisinternal
    loop
        execute format('alter function %s set search_path = %I, pg_temp', called, current_schema);
    end loop;
end
$$;
