package org.carrel.audit;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.ats.jta.TransactionManager;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.io.FileUtils;
import org.carrel.DatabaseRoles;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * An audit log on a PostgreSQL of its own, which a test may break. What a server does there it does
 * in the server's role.
 */
final class OwnLog implements AutoCloseable {

    static final String ACTOR = "lovelace";

    static final int CONNECTIONS = 20;

    /** Ends with the tests' process. */
    private static final class Shared {

        private static final EmbeddedPostgres POSTGRES = started();

        private static EmbeddedPostgres started() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    final Path home;
    final DatabaseRoles roles;
    final AgroalDataSource database;
    Settings settings;
    private final @Nullable Closeable alone;

    private OwnLog(
            Path home, DatabaseRoles roles, @Nullable Closeable alone, AgroalDataSource database) {
        this.home = home;
        this.roles = roles;
        this.alone = alone;
        this.database = database;
        this.settings = new Settings(home, 1_000, Optional.empty(), Optional.empty());
    }

    /** As the configuration would say it. */
    record Settings(
            Path home,
            long checkpointEntries,
            Optional<Path> wormDirectory,
            Optional<List<String>> witnesses)
            implements AuditConfig {

        @Override
        public Duration backlogLimit() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration checkpointEvery() {
            return Duration.ofHours(1);
        }

        @Override
        public Optional<String> origin() {
            return Optional.of("carrel.example/log");
        }

        @Override
        public Path keyStore() {
            return home.resolve("checkpoint.p12");
        }

        @Override
        public Path keyStorePassword() {
            return home.resolve("checkpoint.password");
        }

        @Override
        public Optional<Path> pkcs11() {
            return Optional.empty();
        }

        @Override
        public String pkcs11Provider() {
            return "SunPKCS11";
        }
    }

    /** The parts that a server has; several may be on one database. */
    static final class Server {

        final Subjects subjects;
        final Committing committing;
        final Sequencer sequencer;
        final Adoption adoption;
        final Checkpoints checkpoints;
        final Witnesses witnesses;
        final Sequencing sequencing;
        final AuditLog log;
        final AuditReader reader;
        private final AgroalDataSource database;

        private Server(AgroalDataSource database, AuditConfig config) {
            this.database = database;
            subjects = new Subjects(database);
            try {
                subjects.unlock(new byte[32]);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            committing = new Committing(subjects);
            sequencer = new Sequencer(database);
            adoption = new Adoption(database, committing);
            checkpoints = new Checkpoints(database, config, new CheckpointKey(config));
            witnesses = new Witnesses(database, config);
            sequencing = new Sequencing(sequencer, adoption, checkpoints);
            log =
                    new AuditLog(
                            database,
                            committing,
                            sequencing,
                            new TransactionSynchronizationRegistryImple());
            reader =
                    new AuditReader(
                            database, sequencer, subjects, new Disclosures(subjects), checkpoints);
        }

        void record(String action) {
            log.recordNow(event(action, Map.of()));
        }

        /** Records in a transaction of a caller, and tries to commit it. */
        void recordInTransaction(String action) throws Exception {
            var transactions = TransactionManager.transactionManager();
            transactions.begin();
            try {
                log.record(event(action, Map.of()));
            } catch (RuntimeException e) {
                transactions.rollback();
                throw e;
            }
            transactions.commit();
        }

        Exports exports(Patients patients) {
            return new Exports(
                    database,
                    subjects,
                    new Disclosures(subjects),
                    checkpoints,
                    witnesses,
                    patients);
        }
    }

    /** A database of its own with the newest schema, on a PostgreSQL that tests share. */
    static OwnLog start() throws IOException, SQLException {
        OwnLog own = startEmpty();
        own.migrate("latest");
        return own;
    }

    /** As {@link #start}, without a schema. */
    static OwnLog startEmpty() throws IOException, SQLException {
        return on(Shared.POSTGRES.getPort(), null);
    }

    /** With the newest schema, on a PostgreSQL of its own that waits for its disk. */
    static OwnLog startAlone() throws IOException, SQLException {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .start();
        OwnLog own = on(postgres.getPort(), postgres);
        own.migrate("latest");
        return own;
    }

    /** With the newest schema, on a PostgreSQL whose disk a test may fill. */
    static OwnLog startOn(SmallDisk disk) throws IOException, SQLException {
        OwnLog own = on(disk.port(), null);
        own.migrate("latest");
        return own;
    }

    /** The folder with the programs of the PostgreSQL that tests share. */
    static Path binaries() throws SQLException {
        try (Connection superuser = Shared.POSTGRES.getPostgresDatabase().getConnection();
                var statement = superuser.createStatement();
                var row =
                        statement.executeQuery(
                                "select setting from pg_config where name = 'BINDIR'")) {
            row.next();
            return Path.of(row.getString(1));
        }
    }

    private static OwnLog on(int port, @Nullable Closeable alone) throws IOException, SQLException {
        String name = "carrel_" + UUID.randomUUID().toString().replace("-", "");
        DatabaseRoles roles = DatabaseRoles.at(port, name);
        var configuration = new AgroalDataSourceConfigurationSupplier();
        configuration
                .connectionPoolConfiguration()
                .maxSize(CONNECTIONS)
                .acquisitionTimeout(Duration.ofMillis(1_500))
                .exceptionSorter(new PostgreSQLExceptionSorter())
                .transactionIntegration(
                        new NarayanaTransactionIntegration(
                                TransactionManager.transactionManager(),
                                new TransactionSynchronizationRegistryImple()))
                .connectionFactoryConfiguration()
                .jdbcUrl(roles.url())
                .principal(new NamePrincipal(roles.server()))
                .credential(new SimplePassword(roles.server()));
        Path home = Files.createTempDirectory("carrel-own-log");
        return new OwnLog(home, roles, alone, AgroalDataSource.from(configuration));
    }

    void migrate(String version) {
        Flyway.configure()
                .dataSource(roles.url(), roles.owner(), roles.owner())
                .initSql("set carrel.server_role = '" + roles.server() + "'")
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    Server server() {
        return new Server(database, settings);
    }

    /** As the tables' owner. */
    void sql(String statements) throws SQLException {
        try (Connection connection = roles.connectOwner()) {
            execute(connection, statements);
        }
    }

    static AuditEvent event(String action, Map<String, String> details) {
        return new AuditEvent(
                Instant.now(), ACTOR, action, Outcome.SUCCESS, "c-1", null, null, details);
    }

    private static void execute(Connection connection, String statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    /** For good, where it has a PostgreSQL of its own. */
    void stopDatabase() throws IOException {
        if (alone != null) {
            alone.close();
        }
    }

    @Override
    public void close() throws IOException {
        database.close();
        stopDatabase();
        FileUtils.deleteDirectory(home.toFile());
    }
}
