package org.carrel.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a server without versions kept is all there with them. */
class VersionsMigrationTest {

    private static final String COLLECTION = "10000000-0000-4000-8000-000000000000";
    private static final String OLD = "20000000-0000-4000-8000-000000000000";
    private static final String LATER = "30000000-0000-4000-8000-000000000000";
    private static final String BAD = "40000000-0000-4000-8000-000000000000";
    private static final String JOB = "50000000-0000-4000-8000-000000000000";

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void migrate() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        flyway("3").migrate();
        sql(
                "insert into collection (id, name, kind, created_by, created_at) values ('%s', 'c',"
                        + " 'matter', 'ada', now())",
                COLLECTION);
        document(OLD, "lease.txt", "a", "indexed", "2026-01-01");
        document(LATER, "lease.txt", "b", "indexed", "2026-02-01");
        document(BAD, "bad.pdf", "c", "quarantined", "2026-03-01");
        sql("insert into job values ('%s', '%s', 'ada', now())", JOB, COLLECTION);
        sql("insert into job_item values ('%s', '%s', 'queued', null, null, 2, 0)", JOB, OLD);
        sql(
                "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " values ('ingest', '%s/%s/2', now(), false, 1), ('reindex', '%s', now(), false,"
                        + " 1)",
                JOB, OLD, OLD);
        flyway("4").migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void everyDocumentIsItsFirstVersion() throws SQLException {
        assertEquals("3", one("select count(*) from document_version where version = 1"));
        assertEquals(
                "CORRUPT",
                one("select reason from document_version where document_id = '%s'", BAD));
        assertEquals(
                "indexed", one("select state from document_version where document_id = '%s'", OLD));
        assertEquals("3", one("select count(*) from document where root_id = id and depth = 0"));
    }

    @Test
    void whatWasIndexedIsFoundAndTheRestIsNot() throws SQLException {
        assertEquals("2", one("select count(*) from document where searchable_version = 1"));
        assertEquals("1", one("select count(*) from document where searchable_version is null"));
    }

    @Test
    void theLastOfOneNameGetsTheNextVersion() throws SQLException {
        assertEquals(LATER, one("select id from document where path = 'lease.txt'"));
        assertEquals(
                "lease.txt (" + OLD + ")", one("select path from document where id = '%s'", OLD));
    }

    @Test
    void workThatWasQueuedIsOfTheFirstVersion() throws SQLException {
        assertEquals("1", one("select version from job_item"));
        String task = one("select task_instance from scheduled_tasks where task_name = 'ingest'");
        assertEquals(JOB + "/" + OLD + "/1/2", task);
        assertEquals(
                OLD, one("select task_instance from scheduled_tasks where task_name = 'reindex'"));
    }

    @Test
    void theSameBytesAreStillKeptOnceUnlessBroughtBack() throws SQLException {
        String copy =
                "insert into document_version select document_id, %d, collection_id, name, media_type,"
                        + " sha256, size, state, reason, detail, refused, pages, passages, recognised,"
                        + " mean_confidence, title, author, written_at, language, %s, job_id, created_by,"
                        + " created_at from document_version where document_id = '"
                        + BAD
                        + "' and"
                        + " version = 1";
        SQLException refusal = assertThrows(SQLException.class, () -> sql(copy, 2, "null"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("document_version_bytes"));
        sql(copy, 3, "1");
    }

    private static Flyway flyway(String target) {
        return Flyway.configure().dataSource(postgres.getPostgresDatabase()).target(target).load();
    }

    private static void document(String id, String name, String hash, String state, String day)
            throws SQLException {
        sql(
                "insert into document values ('%s', '%s', '%s', 'text/plain', '%s', 3, '%s', %s, null, 1,"
                        + " 1, 1, '\\x00', '%s', 'ada', '%s')",
                id,
                COLLECTION,
                name,
                hash.repeat(64),
                state,
                state.equals("indexed") ? "null" : "'CORRUPT'",
                JOB,
                day);
    }

    private static void sql(String statement, Object... values) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement run = connection.createStatement()) {
            run.executeUpdate(statement.formatted(values));
        }
    }

    private static String one(String query, Object... values) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement run = connection.createStatement();
                ResultSet rows = run.executeQuery(query.formatted(values))) {
            rows.next();
            return rows.getString(1);
        }
    }
}
