package org.carrel.audit;

import jakarta.enterprise.context.ApplicationScoped;
import org.carrel.compliance.AuditEvent;

/** Contract only; the audit feature replaces this file. */
@ApplicationScoped
public class AuditLog {

    /** Records in the caller's transaction. */
    public void record(AuditEvent event) {}

    /** Records in a transaction of its own, durable on return. */
    public void recordNow(AuditEvent event) {}
}
