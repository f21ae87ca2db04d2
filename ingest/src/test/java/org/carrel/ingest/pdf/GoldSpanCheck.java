package org.carrel.ingest.pdf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carrel.ingest.Page;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.Span;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.TextBuilder;
import org.carrel.ingest.transcript.Transcript;

/**
 * Reads the contracts of an annotated set and counts the annotated spans that stand on the page
 * that the annotation names, white space, hyphens and quotation marks apart; and those of them that
 * touch what was taken for a running head or foot.
 *
 * <p>The set is a folder with {@code questions.jsonl} (each line: {@code pdf}, {@code spans} with
 * {@code text}, {@code page} and {@code page_end}) and {@code pdf/}. To run: {@code ./mvnw -q -pl
 * ingest -am test-compile}, then this class with the module's test class path and the folder as
 * argument, such as by {@code ./mvnw -q -pl ingest exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=org.carrel.ingest.pdf.GoldSpanCheck -Dexec.args=FOLDER}.
 */
public final class GoldSpanCheck {

    private static final int TEXT_LIMIT = 20_000_000;

    private int spans;
    private int found;
    private int inFurniture;
    private long pages;
    private long nanos;

    private GoldSpanCheck() {}

    public static void main(String[] arguments) throws IOException {
        new GoldSpanCheck().run(Path.of(arguments[0]));
    }

    private void run(Path set) throws IOException {
        Map<String, TextBuilder> texts = new HashMap<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(set.resolve("questions.jsonl"))) {
            JsonNode question = json.readTree(line);
            String pdf = question.get("pdf").asText();
            if (!texts.containsKey(pdf)) {
                texts.put(pdf, read(set.resolve("pdf").resolve(pdf)));
            }
            for (JsonNode span : question.get("spans")) {
                if (!span.get("page").isNull()) {
                    check(texts.get(pdf), span, pdf);
                }
            }
        }
        System.out.printf(
                "%d of %d spans on their page; %d touch a running head; %d pages, %.0f a second%n",
                found, spans, inFurniture, pages, pages / (nanos / 1e9));
    }

    private TextBuilder read(Path file) throws IOException {
        Source source = new Source(file, "a.pdf", "application/pdf", null, List.of(), file);
        Transcript transcript =
                new Transcript(
                        Files.createTempDirectory("carrel"),
                        new Transcript.Limits(TEXT_LIMIT, 100, TEXT_LIMIT),
                        (stage, done, total) -> {});
        long start = System.nanoTime();
        try {
            new PdfReader().read(source, transcript);
        } catch (RefusedException e) {
            System.out.println(e.reason() + " " + file.getFileName());
        }
        nanos += System.nanoTime() - start;
        pages += transcript.text().pages().size();
        return transcript.text();
    }

    private void check(TextBuilder read, JsonNode span, String pdf) {
        spans++;
        int first = span.get("page").asInt();
        int last = span.get("page_end").asInt();
        Plain wanted = new Plain(span.get("text").asText(), 0);
        String text = read.text();
        List<Page> all = read.pages();
        if (all.size() < last) {
            System.out.println("missing page " + last + " in " + pdf);
            return;
        }
        int start = all.get(first - 1).start();
        Plain there = new Plain(text.substring(start, all.get(last - 1).end()), start);
        int at = there.characters.indexOf(wanted.characters.toString());
        if (at < 0) {
            System.out.println("page " + first + " of " + pdf + " lacks " + span.get("text"));
            return;
        }
        found++;
        int from = there.origins.get(at);
        int to = there.origins.get(at + wanted.characters.length() - 1);
        for (Span furniture : read.furniture()) {
            if (furniture.start() >= from && furniture.end() <= to) {
                continue; // A head within a clause that goes on over the page.
            }
            if (furniture.start() <= to && furniture.end() > from) {
                inFurniture++;
                System.out.println(
                        "furniture: "
                                + text.substring(furniture.start(), furniture.end())
                                + " | "
                                + span.get("text").asText());
                return;
            }
        }
    }

    /** Letters, digits and marks, each with where it came from. */
    private static final class Plain {
        final StringBuilder characters = new StringBuilder();
        final List<Integer> origins = new ArrayList<>();

        Plain(String text, int offset) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (!Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && "\"'`-\u00AD\u2010\u2018\u2019\u201C\u201D".indexOf(c) < 0) {
                    characters.append(c);
                    origins.add(offset + i);
                }
            }
        }
    }
}
