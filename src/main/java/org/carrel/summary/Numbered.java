package org.carrel.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.carrel.document.ReadableText;
import org.carrel.search.Shown;
import org.jspecify.annotations.Nullable;

/** Numbers a draft's lines and what they cite: each once, however often it is shown. */
final class Numbered {

    private final ReadableText document;
    private final List<Summary.Section> sections = new ArrayList<>();
    private final Map<Draft.Line, Integer> lines = new LinkedHashMap<>();
    private final List<Summary.Line> sentences = new ArrayList<>();
    private final Map<Statement, Integer> statements = new LinkedHashMap<>();
    private final List<Summary.Cited> citations = new ArrayList<>();

    Numbered(ReadableText document) {
        this.document = document;
    }

    /**
     * A section with what it adds to the summary's sentences and citations.
     *
     * @param sentences appended to those of the sections before
     * @param citations likewise
     */
    record Added(
            Summary.Section section, List<Summary.Line> sentences, List<Summary.Cited> citations) {}

    Added add(Draft.Section section) {
        int sentencesBefore = sentences.size();
        int citationsBefore = citations.size();
        Summary.Section numbered =
                new Summary.Section(
                        section.id(),
                        section.name(),
                        section.lines().stream().map(this::number).toList());
        sections.add(numbered);
        return new Added(
                numbered,
                List.copyOf(sentences.subList(sentencesBefore, sentences.size())),
                List.copyOf(citations.subList(citationsBefore, citations.size())));
    }

    private int number(Draft.Line line) {
        return lines.computeIfAbsent(
                line,
                added -> {
                    sentences.add(
                            new Summary.Line(
                                    added.text(),
                                    true,
                                    added.from().stream().map(this::cite).toList(),
                                    added.made(),
                                    added.reason()));
                    return sentences.size() - 1;
                });
    }

    private int cite(Statement statement) {
        return statements.computeIfAbsent(
                statement,
                added -> {
                    citations.add(
                            new Summary.Cited(
                                    document.documentId(),
                                    document.name(),
                                    document.version(),
                                    added.page(),
                                    added.start(),
                                    added.end(),
                                    added.quote(),
                                    added.path()));
                    return citations.size() - 1;
                });
    }

    /** What is cited, in the form in which the audit log keeps it. */
    String places() {
        return citations.stream()
                .map(c -> Shown.place(c.documentId(), c.version(), c.start(), c.end()))
                .collect(Collectors.joining(" "));
    }

    String text() {
        return Summary.text(sections, sentences);
    }

    /**
     * The whole summary.
     *
     * @param model that worded it; null where none did
     */
    Summary summary(Style style, @Nullable String model, Summary.Timings timings) {
        return new Summary(
                sentences.isEmpty() ? "insufficient" : "grounded",
                document.documentId(),
                document.name(),
                document.version(),
                document.latestVersion(),
                style,
                style == Style.CLINICAL,
                text(),
                List.copyOf(sections),
                List.copyOf(sentences),
                List.copyOf(citations),
                List.of(),
                1,
                model == null ? "extract" : "generate",
                model,
                new Summary.Read(
                        document.text().pages().size(),
                        document.places().size(),
                        document.text().text().length()),
                timings);
    }
}
