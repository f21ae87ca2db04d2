/**
 * The audit log's form, apart from where it is kept.
 *
 * <p>A {@link org.carrel.compliance.CommittedEvent} says what was done to which document and how it
 * ended, and commits to whom it concerns without naming them. A {@link
 * org.carrel.compliance.LogEntry} is an event at its place: a leaf of the Merkle tree in {@code
 * tree}, whose roots are signed as {@code note} says. {@link org.carrel.compliance.LogHead} makes
 * entries. {@link org.carrel.compliance.PackageWriter} exports them, and {@link
 * org.carrel.compliance.Verify} checks an export. {@link org.carrel.compliance.AuditEvent}, {@link
 * org.carrel.compliance.AuditEntry} and {@link org.carrel.compliance.AuditChain} are the first
 * form, a hash chain.
 *
 * <p>Invariant: a root depends on every byte of every entry below it, and no entry on a value that
 * may have to be forgotten. This module depends on the JDK alone, so that an auditor can read and
 * run it without a server.
 */
@NullMarked
package org.carrel.compliance;

import org.jspecify.annotations.NullMarked;
