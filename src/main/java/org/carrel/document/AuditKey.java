package org.carrel.document;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.GeneralSecurityException;
import org.carrel.audit.Subjects;

/** Hands the audit log its key: the audit log knows no feature, so it cannot ask for one. */
@ApplicationScoped
class AuditKey {

    private final DocumentFiles files;
    private final Subjects subjects;

    AuditKey(DocumentFiles files, Subjects subjects) {
        this.files = files;
        this.subjects = subjects;
    }

    void handOver(@Observes @Priority(DocumentStartup.PRIORITY + 1) StartupEvent event)
            throws GeneralSecurityException {
        subjects.unlock(files.auditKey());
    }
}
