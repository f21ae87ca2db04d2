package org.carrel.ingest.pdf;

import org.carrel.ingest.layout.Box;
import org.carrel.ingest.layout.PageLayout;
import org.jspecify.annotations.Nullable;

/**
 * Text on a page that is not in its content: a field's value, a note.
 *
 * @param label what it is or who wrote it; not drawn there, may be empty
 * @param text what it says
 * @param box its widget's or annotation's; null when it has no place
 */
record Addition(String label, String text, @Nullable Box box) {

    private static final int MAX_LABEL = 200;

    void writeTo(PageLayout.Builder page) {
        page.endParagraph();
        String name = label.strip();
        if (!name.isEmpty()) {
            String shown = name.length() > MAX_LABEL ? name.substring(0, MAX_LABEL) : name;
            page.words(shown + ":", null);
        }
        text.lines()
                .forEach(line -> {
                    page.words(line, box);
                    page.endLine();
                });
    }
}
