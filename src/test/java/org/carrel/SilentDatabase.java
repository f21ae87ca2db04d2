package org.carrel;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL that falls silent in the middle of what it does: who is connected stays so and hears
 * nothing (SIGSTOP). What it had begun it goes on with when it is woken.
 */
public final class SilentDatabase implements AutoCloseable {

    private static final String FUNCTION = "fall_silent";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Connection superuser;
    private final String table;

    private SilentDatabase(Connection superuser, String table) {
        this.superuser = superuser;
        this.table = table;
    }

    /**
     * Silent to whoever inserts into a table.
     *
     * @param superuser closed at the end
     */
    public static SilentDatabase atInsert(Connection superuser, String table) throws SQLException {
        return on(superuser, table, "trigger %s before insert on %s");
    }

    /**
     * Silent to whoever commits what was inserted into a table.
     *
     * @param superuser closed at the end
     */
    public static SilentDatabase atCommit(Connection superuser, String table) throws SQLException {
        return on(
                superuser,
                table,
                "constraint trigger %s after insert on %s deferrable initially deferred");
    }

    private static SilentDatabase on(Connection superuser, String table, String trigger)
            throws SQLException {
        var silent = new SilentDatabase(superuser, table);
        // The shell's parent is the process that serves the connection.
        silent.replaceFunction("copy (select 1) to program 'cat >/dev/null; kill -STOP $PPID';");
        silent.run(
                "create "
                        + trigger.formatted(FUNCTION, table)
                        + (" for each row execute function " + FUNCTION + "()"));
        return silent;
    }

    /** Wakes all that are silent, and lets nobody fall silent again. */
    @Override
    public void close() throws SQLException {
        try (superuser) {
            replaceFunction("");
            run("set lock_timeout = '500ms'");
            // Who was about to fall silent does so after it was woken, and holds the table.
            do {
                wake();
            } while (!dropsTrigger());
            run("drop function " + FUNCTION);
        }
    }

    private boolean dropsTrigger() throws SQLException {
        try {
            run("drop trigger " + FUNCTION + " on " + table);
            return true;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private void wake() throws SQLException {
        run(
                """
                do $do$
                declare pids text;
                begin
                    select string_agg(pid::text, ' ') into pids from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid();
                    execute format('copy (select 1) to program %L',
                        'cat >/dev/null; kill -CONT ' || coalesce(pids, '') || ' || true');
                end
                $do$
                """);
    }

    private void replaceFunction(String body) throws SQLException {
        run(
                "create or replace function "
                        + FUNCTION
                        + "() returns trigger language plpgsql security definer as $$ begin "
                        + body
                        + " return new; end $$");
    }

    private void run(String statements) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(statements);
        }
    }
}
