/**
 * Reads text from pictures of pages, with Tesseract.
 *
 * <p>{@link org.carrel.ingest.ocr.Recognition} turns one {@link org.carrel.ingest.ocr.GrayPicture}
 * into a page's lines of words with boxes and confidences; the PDF reader uses it for pages without
 * a usable text layer, {@link org.carrel.ingest.ocr.ImageReader} for files that are pictures. The
 * native library runs in this process, which is the extraction child's.
 *
 * <p>Invariant: a picture's size is known and bounded before its pixels are decoded.
 */
@NullMarked
package org.carrel.ingest.ocr;

import org.jspecify.annotations.NullMarked;
