/**
 * From a whole document to some lines that say what stands in it.
 *
 * <p>{@link org.carrel.summary.SummaryResource} takes the wish; {@code Summarising} opens the text,
 * records, and lets a {@code Drafting} read every statement of it: {@code KindsDraft} for contracts
 * and clinical notes, {@code PartsDraft} for other papers, {@code VisitDraft} for a talk between
 * doctor and patient. What the sections are, and by which words a line belongs to one, stands in
 * the resources {@code contract.txt}, {@code clinical.txt} and {@code unusual.txt}.
 *
 * <p>Invariants: every line cites what it rests on, and a quote is the extracted text at its range,
 * character for character; the whole document is read, one passage after the other, and only the
 * best few lines of each section are kept; what is shown is in the audit log before its first byte
 * leaves.
 */
@NullMarked
package org.carrel.summary;

import org.jspecify.annotations.NullMarked;
