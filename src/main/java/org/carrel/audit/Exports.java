package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.carrel.compliance.PackageWriter;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.note.VerifierKey;
import org.carrel.compliance.tree.Tree;

/** Writes packages that an auditor checks with no server, however long the log is. */
@ApplicationScoped
class Exports {

    private final AgroalDataSource database;
    private final Subjects subjects;
    private final Disclosures disclosures;
    private final Checkpoints checkpoints;
    private final Witnesses witnesses;

    Exports(
            AgroalDataSource database,
            Subjects subjects,
            Disclosures disclosures,
            Checkpoints checkpoints,
            Witnesses witnesses) {
        this.database = database;
        this.subjects = subjects;
        this.disclosures = disclosures;
        this.checkpoints = checkpoints;
        this.witnesses = witnesses;
    }

    /**
     * Writes the entries that match, and hashes in the place of the others. Of entries nothing
     * changes, so the database need not hold still; values that are erased meanwhile are left out.
     *
     * @param checkpoint that the package ends with
     * @param query whose limit does not count
     * @param personal whether values of persons are disclosed
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    void write(SignedNote checkpoint, AuditQuery query, boolean personal, OutputStream out)
            throws IOException {
        long size = checkpoint.checkpoint().size();
        try (Connection connection = database.getConnection()) {
            var keys = new ArrayList<VerifierKey>();
            keys.add(checkpoints.signer().key());
            keys.addAll(witnesses.keys());
            List<SignedNote> earlier =
                    CheckpointRows.landmarks(connection, checkpoint.checkpoint().origin(), size);
            var entries =
                    new ExportedEntries(
                            connection,
                            query,
                            query.subject(connection, subjects),
                            size,
                            personal ? disclosures : null);
            new PackageWriter(keys, checkpoint, earlier, new Tree(new Nodes(connection), size))
                    .write(entries, out);
        } catch (SQLException | UncheckedIOException e) {
            // The answer has begun; its connection is cut, so that nobody takes it for whole.
            throw new IOException("the export of the audit log was broken off", e);
        }
    }
}
