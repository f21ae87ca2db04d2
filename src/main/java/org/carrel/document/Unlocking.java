package org.carrel.document;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.util.Map;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.ingest.RefusalReason;
import org.carrel.problem.Problems;

/** Takes the password of a file that was set aside for want of it. */
@ApplicationScoped
class Unlocking {

    /** In UTF-16 units; PDF takes 127 bytes, Office 255 characters. */
    static final int MAX_PASSWORD = 256;

    private final VersionRepository versions;
    private final DerivedFiles files;
    private final Event<ExtractionWanted> wanted;
    private final AuditLog audit;

    Unlocking(
            VersionRepository versions,
            DerivedFiles files,
            Event<ExtractionWanted> wanted,
            AuditLog audit) {
        this.versions = versions;
        this.files = files;
        this.wanted = wanted;
        this.audit = audit;
    }

    /**
     * Keeps the password, encrypted under the document's key, and has the version tried again.
     *
     * @throws org.carrel.problem.ProblemException conflict when it does not wait for a password
     */
    Uploads.Received unlock(Reading.Changeable target, String password) throws IOException {
        VersionEntity version = target.revision().version();
        requireLocked(version);
        files.keepPassword(StoredDocument.from(target.revision()), password);
        QuarkusTransaction.requiringNew().run(() -> again(target, version));
        return Uploads.Received.of(version, true);
    }

    private static void requireLocked(VersionEntity version) {
        if (!version.state.equals(VersionEntity.QUARANTINED)
                || !RefusalReason.ENCRYPTED.name().equals(version.reason)) {
            throw Problems.conflict("The document does not wait for a password.");
        }
    }

    private void again(Reading.Changeable target, VersionEntity version) {
        String reason = RefusalReason.ENCRYPTED.name();
        if (versions.again(version.documentId, version.version, reason) == 0) {
            throw Problems.conflict("The document does not wait for a password any more.");
        }
        wanted.fire(ExtractionWanted.of(version));
        audit.record(
                target.into()
                        .caller()
                        .event(
                                "document.unlock",
                                Outcome.SUCCESS,
                                target.into().id(),
                                version.documentId,
                                Map.of("version", Integer.toString(version.version))));
    }
}
