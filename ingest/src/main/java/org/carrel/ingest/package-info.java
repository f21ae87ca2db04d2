/**
 * From the bytes of one file to passages with anchors.
 *
 * <p>Start at {@link org.carrel.ingest.Extractor}: it hands a file to a child JVM, which reads it
 * under limits on time and memory, and whose checked answer is an {@link
 * org.carrel.ingest.Extraction}: either text with pages and passages, or a refusal whose reason a
 * person can act on.
 *
 * <p>Invariant: for every passage, the extracted text at its range is the passage's text, character
 * for character. This module knows no database, no HTTP and no keys.
 */
@NullMarked
package org.carrel.ingest;

import org.jspecify.annotations.NullMarked;
