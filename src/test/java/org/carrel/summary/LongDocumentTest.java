package org.carrel.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.carrel.document.ReadableText;
import org.carrel.document.StoredText;
import org.carrel.ingest.Page;
import org.junit.jupiter.api.Test;

class LongDocumentTest {

    private static final int PAGES = 300;
    private static final String SUBJECTS = "alpha bravo carol delta eagle fjord glove heron";

    @Test
    void theLastPageIsReadToo() {
        Draft draft = draft(contract());
        assertTrue(text(draft, "law").contains("laws of the State of Vermont"), text(draft, "law"));
        assertTrue(text(draft, "parties").contains("Northwind"), text(draft, "parties"));
        assertTrue(text(draft, "unusual").contains("automatically renew"), text(draft, "unusual"));
    }

    /** The same in a process of its own, whose heap holds little more than the text. */
    @Test
    void aSmallHeapIsEnough() throws Exception {
        Process small =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx32m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LongDocumentTest.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String said =
                new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, small.waitFor(), said);
        assertTrue(said.endsWith("laws of the State of Vermont."), said);
    }

    public static void main(String[] args) {
        System.out.println(text(draft(contract()), "law"));
    }

    @Test
    void itStopsWithinAPassageOfBeingCancelled() {
        AtomicInteger looks = new AtomicInteger();
        List<Integer> told = new ArrayList<>();
        Watch watch =
                new Watch() {
                    @Override
                    public void progress(int done, int total, String what) {
                        told.add(done);
                    }
                };
        Drafts drafts = new Drafts(contract(), Centrality.even());
        assertThrows(
                CancellationException.class,
                () ->
                        drafts.draft(
                                Style.SECTIONS, watch, () -> looks.incrementAndGet() > PAGES / 2));
        assertEquals(PAGES / 2 + 1, looks.get());
        assertTrue(told.getLast() < PAGES / 2 + 1, told.toString());
    }

    private static Draft draft(ReadableText document) {
        return new Drafts(document, Centrality.even())
                .draft(Style.SECTIONS, Watch.NONE, () -> false);
    }

    private static String text(Draft draft, String section) {
        StringBuilder text = new StringBuilder();
        draft.sections().stream()
                .filter(each -> each.id().equals(section))
                .flatMap(each -> each.lines().stream())
                .forEach(line -> text.append(line.text()).append('\n'));
        return text.toString().strip();
    }

    /** A contract whose pages say little but for the first, one in the middle and the last. */
    private static ReadableText contract() {
        StringBuilder text = new StringBuilder();
        List<Page> pages = new ArrayList<>();
        List<ReadableText.Place> places = new ArrayList<>();
        for (int page = 1; page <= PAGES; page++) {
            int start = text.length();
            text.append(page(page));
            pages.add(new Page(page, start, text.length()));
            places.add(new ReadableText.Place(page, start, text.length()));
            text.append('\n');
        }
        return new ReadableText(
                new UUID(0, 1),
                new UUID(0, 2),
                "long.pdf",
                1,
                1,
                "contract",
                true,
                new StoredText(text.toString(), pages, List.of()),
                places);
    }

    private static String page(int page) {
        return switch (page) {
            case 1 ->
                    "This Agreement is entered into by and between Northwind Ltd. and Contoso Inc.";
            case PAGES / 2 ->
                    "This Agreement shall automatically renew for successive periods of one year"
                            + " unless either party gives notice.";
            case PAGES -> "This Agreement is governed by the laws of the State of Vermont.";
            default -> filler(page);
        };
    }

    private static String filler(int page) {
        StringBuilder filler = new StringBuilder();
        for (String subject : SUBJECTS.split(" ", -1)) {
            filler.append("Item ")
                    .append(page)
                    .append(" of the ")
                    .append(subject)
                    .append(" list is kept in the large green cabinet by the north window. ");
        }
        return filler.toString().strip();
    }
}
