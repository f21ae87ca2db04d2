package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Those whom the log says something of, each with a key of its own. To destroy the key is to erase
 * what was said (GDPR art. 17); the entries stay provable (45 CFR 164.316(b)(2)).
 */
@ApplicationScoped
public class Subjects {

    /** What a subject is. */
    enum Kind {
        ACTOR,
        PATIENT;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Whom a value is about.
     *
     * @param name an actor's subject in the identity provider, or the id of a patient's collection
     */
    record Name(Kind kind, String name) {}

    private record Known(SubjectKey key, long until) {}

    // How long a server may go on writing under a key that another one destroyed.
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 10_000;

    private static final String NOT_UNWRAPPED = "a subject's key cannot be unwrapped";

    // For keys alone: who makes one may hold one of the server's within a transaction, and so may
    // all who make one at that moment.
    private static final int OWN_CONNECTIONS = 2;

    private final AgroalDataSource database;
    private final Map<Name, Known> kept = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable SubjectWrapping wrapping;
    private @Nullable AgroalDataSource own;

    Subjects(AgroalDataSource database) {
        this.database = database;
    }

    @PreDestroy
    synchronized void close() {
        if (own != null) {
            own.close();
        }
    }

    /**
     * Hands over the key that subjects' keys are wrapped by. Nothing can be recorded before.
     *
     * @param key 32 bytes
     * @throws IllegalStateException if subjects' keys were wrapped by another one
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void unlock(byte[] key) throws GeneralSecurityException {
        var unlocked = new SubjectWrapping(key);
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select id, wrapped_key from audit_subject"
                                        + " where wrapped_key is not null limit 1");
                ResultSet rows = select.executeQuery()) {
            if (rows.next()) {
                unlocked.unwrap(rows.getObject(1, UUID.class), rows.getBytes(2));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the audit log's personal values were sealed under another key-encryption key;"
                            + " put it back from a backup",
                    e);
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
        wrapping = unlocked;
    }

    /**
     * The key of a subject, made if need be, and durable before it is used. When it is not in
     * memory, it comes over a connection beside the server's: a key must not go with a caller's
     * rollback.
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    SubjectKey key(Name wanted, Deadline deadline) throws SQLException {
        Known known = kept.get(wanted);
        if (known != null && System.nanoTime() - known.until() < 0) {
            return known.key();
        }
        try (Connection connection = own().getConnection();
                Undo _ = Deadline.keepTimeout(connection)) {
            deadline.apply(connection);
            SubjectKey key = found(connection, wanted);
            while (key == null) {
                deadline.apply(connection);
                insert(connection, wanted);
                deadline.apply(connection);
                key = found(connection, wanted);
            }
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(wanted, new Known(key, System.nanoTime() + KEPT.toNanos()));
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(NOT_UNWRAPPED, e);
        }
    }

    private synchronized AgroalDataSource own() throws SQLException {
        if (own == null) {
            var theirs = database.getConfiguration().connectionPoolConfiguration();
            var pool =
                    new AgroalConnectionPoolConfigurationSupplier()
                            .maxSize(OWN_CONNECTIONS)
                            .acquisitionTimeout(theirs.acquisitionTimeout())
                            .exceptionSorter(theirs.exceptionSorter())
                            .connectionFactoryConfiguration(
                                    new AgroalConnectionFactoryConfigurationSupplier(
                                            theirs.connectionFactoryConfiguration()));
            own =
                    AgroalDataSource.from(
                            new AgroalDataSourceConfigurationSupplier()
                                    .connectionPoolConfiguration(pool));
        }
        return own;
    }

    /** The id of a subject that has a key, if there is one. */
    @Nullable UUID find(Connection connection, Name wanted) throws SQLException {
        try {
            SubjectKey key = found(connection, wanted);
            return key == null ? null : key.subject();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(NOT_UNWRAPPED, e);
        }
    }

    /** A stored key. */
    SubjectKey unwrap(UUID subject, byte[] wrapped) throws GeneralSecurityException {
        return wrapping().unwrap(subject, wrapped);
    }

    /** The key of one export, which lies on disk for a while and can say what persons did. */
    byte[] exportKey(UUID export) throws GeneralSecurityException {
        return wrapping().exportKey(export);
    }

    /**
     * Destroys a subject's key and what was sealed under it, for good.
     *
     * @return whether there was one
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    boolean destroy(Name wanted) {
        try (Connection connection = database.getConnection();
                Undo _ = Undo.begin(connection)) {
            UUID subject = find(connection, wanted);
            if (subject == null) {
                return false;
            }
            try (PreparedStatement end =
                            connection.prepareStatement(
                                    "update audit_subject set lookup = null, wrapped_key = null,"
                                            + " destroyed_at = ? where id = ?");
                    PreparedStatement erase =
                            connection.prepareStatement(
                                    "delete from audit_personal where subject = ?")) {
                end.setObject(1, Instant.now().atOffset(ZoneOffset.UTC));
                end.setObject(2, subject);
                end.executeUpdate();
                erase.setObject(1, subject);
                erase.executeUpdate();
            }
            connection.commit();
            kept.remove(wanted);
            return true;
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    private @Nullable SubjectKey found(Connection connection, Name wanted)
            throws SQLException, GeneralSecurityException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select id, wrapped_key from audit_subject"
                                + " where kind = ? and lookup = ?")) {
            select.setString(1, wanted.kind().label());
            select.setBytes(2, wrapping().lookup(wanted));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? unwrap(rows.getObject(1, UUID.class), rows.getBytes(2)) : null;
            }
        }
    }

    private void insert(Connection connection, Name wanted)
            throws SQLException, GeneralSecurityException {
        UUID subject = UUID.randomUUID();
        var key = new byte[SubjectKey.BYTES];
        random.nextBytes(key);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into audit_subject (id, kind, lookup, wrapped_key, created_at)"
                                + " values (?, ?, ?, ?, ?) on conflict (kind, lookup) do nothing")) {
            insert.setObject(1, subject);
            insert.setString(2, wanted.kind().label());
            insert.setBytes(3, wrapping().lookup(wanted));
            insert.setBytes(4, wrapping().wrap(subject, key));
            insert.setObject(5, Instant.now().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private SubjectWrapping wrapping() {
        SubjectWrapping unlocked = wrapping;
        if (unlocked == null) {
            throw new IllegalStateException("the key of the audit log's subjects is not loaded");
        }
        return unlocked;
    }
}
