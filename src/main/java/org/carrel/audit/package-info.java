/**
 * Where the audit log is kept and read: one append-only table in PostgreSQL.
 *
 * <p>{@link org.carrel.audit.AuditLog} is what features call. An effect and its entry are written
 * in one transaction; a read or a refusal gets an entry of its own that is durable before anything
 * is released. The form and the proof of the log are in {@code org.carrel.compliance}; this package
 * stores its entries field by field and can walk them again.
 *
 * <p>Invariant: entries are numbered from 1 without gaps, each follows the one before, and none is
 * changed or removed. The database refuses what would break that, and verification finds what was
 * done past the database's refusal. What cannot be recorded does not happen.
 */
@NullMarked
package org.carrel.audit;

import org.jspecify.annotations.NullMarked;
