package org.carrel.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carrel.ingest.ClinicalRecord.Item;
import org.carrel.ingest.ClinicalRecord.Kind;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * Reads every file of a folder and prints, for each, what was found. With a folder of facts (a JSON
 * file of the same name for each, whose {@code conditions}, {@code medications}, {@code allergies}
 * and {@code immunizations} hold names as {@code what}) it prints precision and recall of the names
 * too, each name once a patient.
 *
 * <pre>
 * ./mvnw -q -pl ingest test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=org.carrel.ingest.clinical.ClinicalCheck -Dexec.args="FOLDER [FACTS]"
 * </pre>
 */
final class ClinicalCheck {

    private static final Map<Kind, String> FACTS =
            Map.of(
                    Kind.PROBLEM, "conditions",
                    Kind.MEDICATION, "medications",
                    Kind.ALLERGY, "allergies",
                    Kind.IMMUNIZATION, "immunizations");

    private final Map<Kind, int[]> scores = new EnumMap<>(Kind.class);
    private final List<Long> nanos = new ArrayList<>();
    private int unanchored;

    private ClinicalCheck() {}

    public static void main(String[] arguments) throws Exception {
        Path place = Path.of(arguments[0]);
        if (Files.isRegularFile(place)) {
            Transcript read = Reading.of(place, type(place));
            System.out.println(read.text().text());
            read.text().headings().forEach(System.out::println);
            if (read.clinical() != null) {
                System.out.println(read.clinical().patient());
                read.clinical().items().forEach(System.out::println);
            }
            return;
        }
        ClinicalCheck check = new ClinicalCheck();
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.sorted().toList()) {
                check.read(file, arguments.length > 1 ? Path.of(arguments[1]) : null);
            }
        }
        check.print();
    }

    private static String type(Path file) {
        return file.toString().endsWith("json") ? "application/json" : "application/xml";
    }

    private void read(Path file, @Nullable Path facts) throws Exception {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        Transcript read;
        long start = System.nanoTime();
        try {
            read = Reading.of(file, type(file));
        } catch (Exception e) {
            System.out.println(name + ": " + e);
            return;
        }
        nanos.add(System.nanoTime() - start);
        if (read.clinical() == null) {
            System.out.println(name + ": no record");
            return;
        }
        List<Item> items = read.clinical().items();
        unanchored += Reading.unanchored(read).size();
        System.out.println(
                name
                        + ": "
                        + read.text().text().length()
                        + " characters, "
                        + read.attachments().size()
                        + " attachments, "
                        + items.stream()
                                .collect(Collectors.groupingBy(Item::kind, Collectors.counting())));
        if (facts != null) {
            Path fact = facts.resolve(name.replaceFirst("\\.\\w+$", ".json"));
            compare(new ObjectMapper().readTree(fact.toFile()), items, name);
        }
    }

    private void compare(JsonNode facts, List<Item> items, String name) {
        FACTS.forEach((kind, field) -> {
            Set<String> wanted = new HashSet<>();
            for (JsonNode each : facts.path(field)) {
                JsonNode what = each.isTextual() ? each : each.path("what");
                if (what.isTextual()) {
                    wanted.add(what.asText().toLowerCase(Locale.ROOT));
                }
            }
            Set<String> found =
                    items.stream()
                            .filter(item -> item.kind() == kind)
                            .filter(item -> !Statement.ABSENT.equals(item.status()))
                            .map(item -> item.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet());
            Set<String> both = new HashSet<>(found);
            both.retainAll(wanted);
            int[] score = scores.computeIfAbsent(kind, any -> new int[3]);
            score[0] += both.size();
            score[1] += found.size();
            score[2] += wanted.size();
            if (both.size() != found.size() || both.size() != wanted.size()) {
                found.removeAll(both);
                wanted.removeAll(both);
                System.out.println(
                        "  " + name + " " + kind + " too much " + found + " missing " + wanted);
            }
        });
    }

    private void print() {
        scores.forEach((kind, score) ->
                System.out.printf(
                        "%s: %d right, precision %.3f, recall %.3f%n",
                        kind,
                        score[0],
                        (double) score[0] / score[1],
                        (double) score[0] / score[2]));
        nanos.sort(null);
        System.out.printf(
                "%d files read, median %.0f ms, most %.0f ms; %d items without their name%n",
                nanos.size(), nanos.get(nanos.size() / 2) / 1e6, nanos.getLast() / 1e6, unanchored);
    }
}
