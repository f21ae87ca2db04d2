package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.carrel.audit.CheckpointRows.Row;
import org.carrel.compliance.note.NoteException;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.note.VerifierKey;
import org.carrel.problem.Problems;

/** Takes in what witnesses signed: hosts that see checkpoints only, and may know no network. */
@ApplicationScoped
class Witnesses {

    private final AgroalDataSource database;
    private final List<VerifierKey> keys;

    Witnesses(AgroalDataSource database, AuditConfig config) {
        this.database = database;
        this.keys = config.witnesses().orElse(List.of()).stream().map(VerifierKey::parse).toList();
    }

    /** Whose lines are taken in. */
    List<VerifierKey> keys() {
        return keys;
    }

    /**
     * Adds the lines by accepted keys to the checkpoint that they are under; others are left out.
     *
     * @param bytes a note that went out as a checkpoint of this log
     * @return the checkpoint with all its lines
     * @throws org.carrel.problem.ProblemException invalid-request if there is no such checkpoint,
     *     no line by an accepted key, or one that does not hold
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    SignedNote takeIn(byte[] bytes) {
        try (Connection connection = database.getConnection();
                Undo _ = Undo.begin(connection)) {
            SignedNote brought = SignedNote.parse(bytes);
            SignedNote accepted = accepted(brought);
            Row row = CheckpointRows.lock(connection, brought.checkpoint().size());
            if (row == null) {
                throw Problems.invalid("There is no checkpoint of this size.");
            }
            SignedNote all = row.note().with(accepted);
            CheckpointRows.update(connection, all);
            connection.commit();
            return all;
        } catch (NoteException e) {
            throw Problems.invalid("The note cannot be used: " + e.getMessage() + ".");
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    private SignedNote accepted(SignedNote note) {
        List<SignedNote.Signature> lines =
                note.signatures().stream()
                        .filter(line -> isVerified(new SignedNote(note.text(), List.of(line))))
                        .toList();
        if (lines.isEmpty()) {
            throw Problems.invalid("No line is by a key in carrel.audit.witnesses.");
        }
        return new SignedNote(note.text(), lines);
    }

    private boolean isVerified(SignedNote single) {
        return !single.verify(keys).isEmpty();
    }
}
