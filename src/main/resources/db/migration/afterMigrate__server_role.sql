-- After each migration: what the role that the server signs in with may do (docs/adr/0031). The session
-- says which role that is. Where it owns the tables itself, it can do everything and nothing is given.
do $$
declare
    server   text := nullif(current_setting('carrel.server_role', true), '');
    relation record;
begin
    if server is null or pg_has_role(server, current_user, 'usage') then
        return;
    end if;
    if to_regclass('audit_pending') is null then
        return; -- A schema of before, on its way to this one.
    end if;
    -- Servers that start at once take turns.
    perform pg_advisory_xact_lock(hashtext('carrel.server_role'));
    execute format('grant usage on schema %I to %I', current_schema, server);
    execute format('revoke all on all tables in schema %I from %I', current_schema, server);
    for relation in
        select oid::regclass as name, relkind = 'S' as sequence,
               relname like 'audit\_%' as audit, relname = 'flyway_schema_history' as history
          from pg_class
         where relnamespace = current_schema::regnamespace and relkind in ('r', 'p', 'v', 'S')
    loop
        if relation.sequence then
            if not relation.audit then
                execute format('grant usage on sequence %s to %I', relation.name, server);
            end if;
        elsif relation.audit or relation.history then
            execute format('grant select on %s to %I', relation.name, server);
        else
            execute format(
                'grant select, insert, update, delete on %s to %I', relation.name, server);
        end if;
    end loop;
    -- What recording, sequencing, signing and erasing take, each within its triggers.
    execute format('grant insert, delete on audit_pending, audit_personal to %I', server);
    execute format(
        'grant insert on audit_entry, audit_node, audit_checkpoint, audit_key, audit_subject to %I',
        server);
    execute format('grant update (size, frontier, time) on audit_head to %I', server);
    execute format('grant update (note) on audit_checkpoint to %I', server);
    execute format(
        'grant update (lookup, wrapped_key, destroyed_at) on audit_subject to %I', server);
end
$$;
