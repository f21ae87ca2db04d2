/**
 * What a log signs about itself, in the published forms that other tools read too.
 *
 * <p>A {@link org.carrel.compliance.note.Checkpoint} says how many entries a log has and what their
 * root is (C2SP tlog-checkpoint). A {@link org.carrel.compliance.note.SignedNote} is that text with
 * lines of signatures under it (C2SP signed-note): the log's own, and those of witnesses, who state
 * when they saw it (C2SP tlog-cosignature). A {@link org.carrel.compliance.note.VerifierKey} checks
 * a line, a {@link org.carrel.compliance.note.NoteSigner} adds one. All signatures are Ed25519 (RFC
 * 8032).
 *
 * <p>Invariant: notes come from outside, so reading is strict and bounded, and a line by a known
 * key that does not verify makes the whole note invalid.
 */
@NullMarked
package org.carrel.compliance.note;

import org.jspecify.annotations.NullMarked;
