package org.carrel.ingest.pdf;

import org.carrel.ingest.layout.PageLayout;

/**
 * What a page's content draws.
 *
 * @param layout its lines of text
 * @param frame how it is shown
 * @param pictures the part of the page, 0 to 1, that its images cover
 * @param blank whether it draws neither text nor picture nor path
 */
record PageText(PageLayout layout, PageFrame frame, float pictures, boolean blank) {}
