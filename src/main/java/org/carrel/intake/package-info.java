/**
 * Takes files in, whichever way they come: a form, an upload that can be taken up again (tus), or a
 * folder that is watched.
 *
 * <p>{@link org.carrel.intake.FormResource} takes forms; {@link org.carrel.intake.ResumableUploads}
 * keeps what has come of a large file until it is whole; {@link org.carrel.intake.Inbox} empties
 * the watched folder. All three ask {@link org.carrel.intake.Room} first and end in {@link
 * org.carrel.document.Uploads}, which knows bytes that it has.
 *
 * <p>Invariants: what was acknowledged is kept, through a kill at any moment; the same bytes are
 * never taken twice; a plain file lies under {@code CARREL_HOME/work} for its owner alone, and no
 * longer than it is needed.
 */
@NullMarked
package org.carrel.intake;

import org.jspecify.annotations.NullMarked;
