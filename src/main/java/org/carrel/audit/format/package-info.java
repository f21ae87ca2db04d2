/**
 * Entries of the audit log in the forms that other systems read: tables, security event managers,
 * clinical audit repositories.
 *
 * <p>{@link org.carrel.audit.format.LineFormat} is what the log's exports call; each format writes
 * an {@link org.carrel.audit.format.OutgoingEntry} as one line.
 *
 * <p>Invariant: one entry is one line, whatever its values hold, and no value can be taken for
 * anything but a value. None of these forms proves anything: the package of {@code
 * org.carrel.compliance} does, and each line names the entry that it came from.
 */
@NullMarked
package org.carrel.audit.format;

import org.jspecify.annotations.NullMarked;
