package org.carrel.summary;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A summary as the API shows it: an answer with sections.
 *
 * @param outcome {@code grounded}, or {@code insufficient} where nothing of the document fits
 * @param version which version it is of
 * @param latestVersion of the document, when the summary was made
 * @param draft whether a clinician must look at it before it is relied on
 * @param answer the whole text, a section's name above its lines
 * @param sections in order; one without sentences was looked for in vain
 * @param nearest always empty: all of the document was read
 * @param searched number of documents that were read: 1
 * @param route {@code extract}, or {@code generate} where a model worded lines
 * @param model which model wrote, if one did
 */
record Summary(
        String outcome,
        UUID documentId,
        String documentName,
        int version,
        int latestVersion,
        Style style,
        boolean draft,
        String answer,
        List<Section> sections,
        List<Line> sentences,
        List<Cited> citations,
        List<Cited> nearest,
        int searched,
        String route,
        @Nullable String model,
        Read read,
        Timings timings) {

    /**
     * One section.
     *
     * @param sentences indexes from 0 into the summary's sentences
     */
    @Schema(name = "SummarySection")
    record Section(String id, String name, List<Integer> sentences) {}

    /**
     * One line.
     *
     * @param supported whether its citations carry it
     * @param citations indexes from 0 into the summary's citations
     * @param made how it came from them
     * @param reason why it is worth a look; null for most
     */
    @Schema(name = "SummarySentence")
    record Line(
            String text,
            boolean supported,
            List<Integer> citations,
            Made made,
            @Nullable String reason) {}

    /**
     * Where a line stands, as in an answer.
     *
     * @param page from 1
     * @param start first UTF-16 index in the version's text
     * @param end index after the last
     * @param quote the text at that range, exactly
     * @param path the headings that it stands under, outermost first; empty under none
     */
    @Schema(name = "SummaryCitation")
    record Cited(
            UUID documentId,
            String documentName,
            int version,
            int page,
            int start,
            int end,
            String quote,
            String path) {}

    /** How much was read. */
    @Schema(name = "SummaryRead")
    record Read(int pages, int passages, int characters) {}

    /**
     * How long it took, in milliseconds.
     *
     * @param retrievalMs to open the text and its vectors
     * @param evidenceMs to read it and choose
     * @param firstTokenMs to the first written token; null where no model wrote
     */
    @Schema(name = "SummaryTimings")
    record Timings(long retrievalMs, long evidenceMs, @Nullable Long firstTokenMs, long totalMs) {}

    static final String NOTHING = "Nothing in the document fits a summary of this style.";

    /** The text of sections whose lines are given. */
    static String text(List<Section> sections, List<Line> lines) {
        StringBuilder text = new StringBuilder();
        for (Section section : sections) {
            if (!section.sentences().isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n\n").append(section.name()).append('\n');
                section.sentences().forEach(i -> text.append('\n').append(lines.get(i).text()));
            }
        }
        return text.isEmpty() ? NOTHING : text.toString();
    }
}
