package org.carrel;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/**
 * A real PostgreSQL and an empty CARREL_HOME for the tests of one run. With the argument {@value
 * #DURABLE} PostgreSQL waits for its disk, as it does outside of tests.
 */
public class PostgresTestResource implements QuarkusTestResourceLifecycleManager {

    public static final String DURABLE = "durable";

    private EmbeddedPostgres postgres;
    private Path home;
    private boolean durable;

    @Override
    public void init(Map<String, String> arguments) {
        durable = arguments.containsKey(DURABLE);
    }

    @Override
    public Map<String, String> start() {
        try {
            postgres = builder().start();
            home = Files.createTempDirectory("carrel-test-home");
            DatabaseRoles roles = DatabaseRoles.in(postgres, "carrel");
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    roles.url(),
                    "quarkus.datasource.username",
                    roles.server(),
                    "quarkus.datasource.password",
                    roles.server(),
                    "quarkus.flyway.jdbc-url",
                    roles.url(),
                    "quarkus.flyway.username",
                    roles.owner(),
                    "quarkus.flyway.password",
                    roles.owner(),
                    "carrel.home",
                    home.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        if (durable) {
            builder.setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on");
        }
        return builder;
    }

    @Override
    public void stop() {
        if (postgres != null) {
            try {
                postgres.close();
                FileUtils.deleteDirectory(home.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
