/**
 * Reads PDF files: words with their boxes, page by page.
 *
 * <p>Start at {@link org.carrel.ingest.pdf.PdfReader}. A page's text comes from its text layer
 * ({@link org.carrel.ingest.pdf.PageStripper}) if that is usable ({@link
 * org.carrel.ingest.pdf.TextLayer}), and is recognised from its picture if not. What stands on a
 * page without being in its content (values of form fields, notes) follows the page's lines; files
 * within the file become attachments.
 *
 * <p>Invariant: boxes are in points of the page as it is shown, after its rotation and within its
 * crop box, as pdf.js shows it at scale 1. Text that no reader of the page can see is not read.
 */
@NullMarked
package org.carrel.ingest.pdf;

import org.jspecify.annotations.NullMarked;
