/**
 * The audit log's form, apart from where it is kept.
 *
 * <p>An {@link org.carrel.compliance.AuditEvent} says who did what to which document and how it
 * ended. An {@link org.carrel.compliance.AuditEntry} is that event in its place in the log, bound
 * to the one before by a hash. {@link org.carrel.compliance.AuditChain} makes entries and checks
 * them.
 *
 * <p>Invariant: the hash of an entry depends on every byte of every entry before it. This module
 * depends on the JDK alone, so that an auditor can read and run it without a server.
 */
@NullMarked
package org.carrel.compliance;

import org.jspecify.annotations.NullMarked;
