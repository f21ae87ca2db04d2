package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.carrel.audit.format.LineFormat;
import org.carrel.compliance.PackageLine.Shown;
import org.carrel.compliance.PackageWriter;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.note.VerifierKey;
import org.carrel.compliance.tree.Tree;

/** Writes the log out, however long it is. */
@ApplicationScoped
class Exports {

    private final AgroalDataSource database;
    private final Subjects subjects;
    private final Disclosures disclosures;
    private final Checkpoints checkpoints;
    private final Witnesses witnesses;
    private final Patients patients;

    Exports(
            AgroalDataSource database,
            Subjects subjects,
            Disclosures disclosures,
            Checkpoints checkpoints,
            Witnesses witnesses,
            Patients patients) {
        this.database = database;
        this.subjects = subjects;
        this.disclosures = disclosures;
        this.checkpoints = checkpoints;
        this.witnesses = witnesses;
        this.patients = patients;
    }

    /** Learns how far an export is; what it throws breaks the export off. */
    interface Progress {
        /**
         * @param sequence of the entry that comes next
         */
        void at(long sequence);
    }

    /**
     * Writes the entries that match: as a package that an auditor checks with no server, with
     * hashes in the place of the others, or in another form as lines. Of entries nothing changes,
     * so the database need not hold still; values that are erased meanwhile are left out.
     *
     * @param checkpoint over the entries that are written
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    void write(SignedNote checkpoint, ExportOrder order, OutputStream out) throws IOException {
        write(checkpoint, order, out, sequence -> {});
    }

    /** As above, and tells how far it is. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    void write(SignedNote checkpoint, ExportOrder order, OutputStream out, Progress progress)
            throws IOException {
        try (Connection connection = database.getConnection()) {
            var entries =
                    new ExportedEntries(
                            connection,
                            order.query(),
                            order.query().subject(connection, subjects),
                            checkpoint.checkpoint().size(),
                            order.personal() ? disclosures : null);
            Iterator<Shown> watched = watched(entries, progress);
            LineFormat format = order.format().lines();
            if (format == null) {
                writePackage(connection, checkpoint, watched, out);
            } else {
                String origin = checkpoint.checkpoint().origin();
                var outgoing = new OutgoingEntries(origin, order.personal(), patients);
                writeLines(format, watched, outgoing, out);
            }
        } catch (SQLException | UncheckedIOException e) {
            // The answer has begun; its connection is cut, so that nobody takes it for whole.
            throw new IOException("the export of the audit log was broken off", e);
        }
    }

    private void writePackage(
            Connection connection, SignedNote checkpoint, Iterator<Shown> entries, OutputStream out)
            throws SQLException, IOException {
        long size = checkpoint.checkpoint().size();
        var keys = new ArrayList<VerifierKey>();
        keys.add(checkpoints.signer().key());
        keys.addAll(witnesses.keys());
        List<SignedNote> earlier =
                CheckpointRows.landmarks(connection, checkpoint.checkpoint().origin(), size);
        new PackageWriter(keys, checkpoint, earlier, new Tree(new Nodes(connection), size))
                .write(entries, out);
    }

    private static void writeLines(
            LineFormat format, Iterator<Shown> entries, OutgoingEntries outgoing, OutputStream out)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        if (!format.header().isEmpty()) {
            writer.write(format.header());
            writer.write(format.end());
        }
        while (entries.hasNext()) {
            writer.write(format.line(outgoing.of(entries.next())));
            writer.write(format.end());
        }
        writer.flush();
    }

    private static Iterator<Shown> watched(Iterator<Shown> entries, Progress progress) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Shown next() {
                Shown next = entries.next();
                progress.at(next.entry().sequence());
                return next;
            }
        };
    }
}
