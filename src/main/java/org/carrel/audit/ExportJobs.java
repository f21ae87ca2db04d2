package org.carrel.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.carrel.compliance.AuditEvent;
import org.carrel.problem.Problems;
import org.jboss.logging.Logger;

/** Exports that are made in the background, as callers order, follow and drop them. */
@ApplicationScoped
class ExportJobs {

    private static final Logger LOG = Logger.getLogger(ExportJobs.class);
    private static final String EXPORT = "export";

    private final AgroalDataSource database;
    private final Subjects subjects;
    private final ExportFiles files;
    private final AuditLog log;
    private final ObjectMapper json;

    ExportJobs(
            AgroalDataSource database,
            Subjects subjects,
            ExportFiles files,
            AuditLog log,
            ObjectMapper json) {
        this.database = database;
        this.subjects = subjects;
        this.files = files;
        this.log = log;
        this.json = json;
    }

    /**
     * Enters an export together with the event that says so.
     *
     * @param size of the checkpoint that it ends with
     */
    @Transactional
    ExportRow enter(ExportWish wish, long size, AuditEvent event, Personal... personal) {
        UUID id = UUID.randomUUID();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var row = new ExportRow(id, sealed(id, wish), size, ExportRow.QUEUED, 0, now, null, null);
        try (Connection connection = database.getConnection()) {
            ExportRows.insert(connection, row);
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
        log.record(event, personal);
        return row;
    }

    /** What was asked for. */
    ExportWish wish(ExportRow row) {
        try {
            byte[] plain = aead(row.id()).decrypt(row.wanted(), context(row.id()));
            return json.readValue(plain, ExportWish.class);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("an export's order cannot be read", e);
        }
    }

    /**
     * @throws org.carrel.problem.ProblemException not-found
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    ExportRow find(UUID id) {
        try (Connection connection = database.getConnection()) {
            ExportRow row = ExportRows.find(connection, id);
            if (row == null) {
                throw Problems.notFound(EXPORT);
            }
            return row;
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    /** Newest first. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    List<ExportRow> all() {
        try (Connection connection = database.getConnection()) {
            return ExportRows.all(connection);
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    /**
     * Stops it, or has what it made removed, together with the event that says so. Whoever writes
     * it notices within a second.
     *
     * @throws org.carrel.problem.ProblemException not-found
     */
    @Transactional
    void drop(UUID id, AuditEvent event) {
        try (Connection connection = database.getConnection()) {
            if (!ExportRows.delete(connection, id)) {
                throw Problems.notFound(EXPORT);
            }
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
        log.record(event);
    }

    /** What it made, as it was written. */
    InputStream open(UUID id) throws IOException {
        return files.open(id);
    }

    /** Removes what a dropped one made; if it cannot now, the worker does later. */
    void clear(UUID id) {
        try {
            files.delete(id);
        } catch (IOException e) {
            LOG.warnf("a dropped export is removed later: %s", e.getClass().getSimpleName());
        }
    }

    byte[] sealed(UUID id, ExportWish wish) {
        try {
            return aead(id).encrypt(json.writeValueAsBytes(wish), context(id));
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException("an export's order cannot be kept", e);
        }
    }

    private AesGcmJce aead(UUID id) throws GeneralSecurityException {
        return new AesGcmJce(subjects.exportKey(id));
    }

    private static byte[] context(UUID id) {
        return ("carrel:audit-export-order:" + id).getBytes(StandardCharsets.US_ASCII);
    }
}
