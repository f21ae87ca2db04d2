/**
 * Where the audit log is written, kept and read: tables in PostgreSQL.
 *
 * <p>{@link org.carrel.audit.AuditLog} is what features call. An effect and its event are written
 * in one transaction; a read or a refusal is recorded on its own, durable before anything is
 * released. {@code Sequencer} gives events their places in the tree whose form is {@code
 * org.carrel.compliance}'s; {@code Checkpoints} signs it; {@code Subjects} holds the keys under
 * which is kept what the log says of persons.
 *
 * <p>Invariant: entries are numbered from 1 without gaps, and none is changed or removed. The
 * database refuses what would break that, and verification finds what was done past the database's
 * refusal. What cannot be recorded does not happen. No entry names a person.
 */
@NullMarked
package org.carrel.audit;

import org.jspecify.annotations.NullMarked;
