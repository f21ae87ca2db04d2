package org.carrel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32;
import org.carrel.ingest.Extraction;
import org.carrel.ingest.Extractor;
import org.carrel.ingest.ExtractorSettings;
import org.carrel.search.Analysis;
import org.carrel.search.Focus;
import org.carrel.search.Found;
import org.carrel.search.Hit;
import org.carrel.search.Holding;
import org.carrel.search.Reranking;

/**
 * A folder with {@code questions.jsonl} (each line: {@code pdf}, {@code file}, {@code nl_question},
 * {@code is_impossible}, {@code spans} with {@code text}, {@code page} and {@code page_end}) and
 * {@code pdf/}. A question's document is given, as by a focus: the words up to the first colon name
 * it.
 */
final class EvidenceSet implements AutoCloseable {

    private final Path folder;
    private final boolean heldOut;
    private final Extractor extractor;
    private final Map<String, List<Hit>> passages = new HashMap<>();
    private final Map<String, Integer> frequency = new HashMap<>();
    private int number;

    EvidenceSet(Path folder, boolean heldOut) throws IOException, InterruptedException {
        this.folder = folder;
        this.heldOut = heldOut;
        this.extractor =
                new Extractor(ExtractorSettings.defaults(Files.createTempDirectory("evidence")));
    }

    /** Whether a document is in the half that is reported, not the one that was tuned on. */
    static boolean isHeldOut(String file) {
        CRC32 sum = new CRC32();
        sum.update(file.getBytes(StandardCharsets.UTF_8));
        return sum.getValue() % 2 == 1;
    }

    /** The questions of its half, whose documents are read meanwhile. */
    List<JsonNode> questions() throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> questions = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("questions.jsonl"))) {
            JsonNode question = json.readTree(line);
            if (isHeldOut(question.get("file").asText()) == heldOut) {
                questions.add(question);
                String pdf = question.get("pdf").asText();
                if (!passages.containsKey(pdf)) {
                    passages.put(pdf, read(pdf));
                }
            }
        }
        return questions;
    }

    private List<Hit> read(String pdf) throws IOException, InterruptedException {
        List<Hit> hits = new ArrayList<>();
        UUID id = UUID.randomUUID();
        Extraction outcome = extractor.extract(folder.resolve("pdf").resolve(pdf), pdf);
        if (outcome instanceof Extraction.Extracted extracted) {
            extracted
                    .passages()
                    .forEach(each ->
                            hits.add(
                                    new Hit(
                                            id,
                                            id,
                                            pdf,
                                            1,
                                            each.page(),
                                            each.start(),
                                            each.end(),
                                            each.text(),
                                            each.path(),
                                            0,
                                            0,
                                            Holding.NONE)));
        }
        hits.forEach(hit ->
                Analysis.terms(hit.text()).forEach(term -> frequency.merge(term, 1, Integer::sum)));
        number += hits.size();
        return hits;
    }

    List<Hit> passages(JsonNode question) {
        return passages.getOrDefault(question.get("pdf").asText(), List.of());
    }

    /** The question without its naming part, against the words of all documents of the half. */
    Asked asked(JsonNode question) {
        String whole = question.get("nl_question").asText();
        String rest = whole.substring(whole.lastIndexOf(": ") + 1).strip();
        Map<String, Double> rarity = new HashMap<>();
        for (String term : Analysis.questionTerms(rest)) {
            int held = frequency.getOrDefault(term, 0);
            rarity.put(term, 1 + Math.log(1 + (number - held + 0.5) / (held + 0.5)));
        }
        return Asked.of(
                new Found(
                        List.of(),
                        1,
                        rarity,
                        new float[0],
                        new Focus(Set.of(), rest),
                        Reranking.NONE));
    }

    static boolean isAnswerable(JsonNode question) {
        return !question.get("is_impossible").asBoolean();
    }

    /** Whether a place is on a page that an annotated span is on. */
    static boolean isOnPage(JsonNode question, Hit place) {
        for (JsonNode span : question.get("spans")) {
            if (!span.get("page").isNull()
                    && place.page() >= span.get("page").asInt()
                    && place.page() <= span.get("page_end").asInt()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text on such a page holds an annotated span, or is part of one. */
    static boolean answers(JsonNode question, Statement statement) {
        String text = plain(statement.text());
        for (JsonNode span : question.get("spans")) {
            String wanted = plain(span.get("text").asText());
            if (!wanted.isEmpty()
                    && (text.contains(wanted) || (text.length() > 25 && wanted.contains(text)))) {
                return isOnPage(question, statement.hit());
            }
        }
        return false;
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    @Override
    public void close() throws IOException {
        extractor.close();
    }
}
