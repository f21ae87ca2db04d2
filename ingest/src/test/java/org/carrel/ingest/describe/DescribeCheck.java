package org.carrel.ingest.describe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.carrel.ingest.FileProperties;
import org.carrel.ingest.Page;

/**
 * Prints how well the guesses do on folders of evaluation data. Run after test-compile, with the
 * module's runtime class path (mvn dependency:build-classpath gives it) in CP:
 *
 * <pre>
 * java -cp ingest/target/test-classes:ingest/target/classes:$CP \
 *     org.carrel.ingest.describe.DescribeCheck DATA [verbose]
 * </pre>
 *
 * DATA holds cuad, contractnli, mtsamples, aci_bench and synthea as their README files say; a
 * folder that is missing is passed over. CUAD is counted in two halves by the parity of its file
 * names' hash: rules were looked at over the even half alone, so the odd one is the honest figure.
 */
final class DescribeCheck {

    private static final Pattern FIELD =
            Pattern.compile("\"(file|category|human_answer)\": \"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Path data;
    private final boolean verbose;
    private final Describer describer = new Describer();

    private DescribeCheck(Path data, boolean verbose) {
        this.data = data;
        this.verbose = verbose;
    }

    public static void main(String[] arguments) throws IOException {
        DescribeCheck check = new DescribeCheck(Path.of(arguments[0]), arguments.length > 1);
        check.contracts();
        for (String folder :
                List.of(
                        "contractnli/txt",
                        "mtsamples/notes",
                        "aci_bench/notes",
                        "synthea/notes",
                        "synthea/record_text")) {
            check.folder(folder);
        }
    }

    /** Counts of one half of CUAD. */
    private static final class Half {
        int dates;
        int agreementDates;
        int eitherDates;
        int confident;
        int confidentRight;
        int parties;
        int found;
        int guessed;
        int right;
        int contracts;
        int family;
    }

    private void contracts() throws IOException {
        Path cuad = data.resolve("cuad");
        if (!Files.exists(cuad)) {
            return;
        }
        Map<String, Map<String, String>> answers = new TreeMap<>();
        for (String line : Files.readAllLines(cuad.resolve("questions.jsonl"))) {
            Map<String, String> fields = new LinkedHashMap<>();
            Matcher matcher = FIELD.matcher(line);
            while (matcher.find()) {
                fields.put(matcher.group(1), unescape(matcher.group(2)));
            }
            answers.computeIfAbsent(fields.get("file"), file -> new TreeMap<>())
                    .put(fields.get("category"), fields.getOrDefault("human_answer", ""));
        }
        Half[] halves = {new Half(), new Half()};
        for (Map.Entry<String, Map<String, String>> each : answers.entrySet()) {
            Path file = cuad.resolve("txt").resolve(each.getKey());
            int half = Math.floorMod(each.getKey().hashCode(), 2);
            contract(file, each.getValue(), halves[half], verbose && half == 0);
        }
        print("cuad, even half", halves[0]);
        print("cuad, odd half", halves[1]);
    }

    private void contract(Path file, Map<String, String> answers, Half half, boolean shown)
            throws IOException {
        Description found = describe(file, "contract.txt");
        half.contracts++;
        half.family += found.type().value().family() == DocumentType.Family.CONTRACT ? 1 : 0;
        String agreement = iso(answers.getOrDefault("Agreement Date", ""));
        String effective = iso(answers.getOrDefault("Effective Date", ""));
        LocalDate date = found.date() == null ? null : found.date().value();
        if (!agreement.isEmpty() || !effective.isEmpty()) {
            String guess = String.valueOf(date);
            boolean either = guess.equals(agreement) || guess.equals(effective);
            half.dates++;
            half.agreementDates += guess.equals(agreement) ? 1 : 0;
            half.eitherDates += either ? 1 : 0;
            boolean confident = found.date() != null && found.date().confidence() >= 0.8;
            half.confident += confident ? 1 : 0;
            half.confidentRight += confident && either ? 1 : 0;
            if (shown && !either) {
                System.out.println(
                        "date "
                                + file.getFileName()
                                + ": "
                                + agreement
                                + "/"
                                + effective
                                + " != "
                                + found.date());
            }
        }
        List<String> names = names(answers.getOrDefault("Parties", ""));
        List<String> guesses = found.parties().stream().map(each -> plain(each.value())).toList();
        half.parties += names.size();
        half.guessed += guesses.size();
        long hit =
                names.stream()
                        .filter(name -> guesses.stream().anyMatch(guess -> same(name, guess)))
                        .count();
        long right =
                guesses.stream()
                        .filter(guess -> names.stream().anyMatch(name -> same(name, guess)))
                        .count();
        half.found += (int) hit;
        half.right += (int) right;
        if (shown && (hit < names.size() || right < guesses.size())) {
            System.out.println(
                    "parties "
                            + file.getFileName()
                            + ": "
                            + names
                            + " != "
                            + found.parties().stream().map(Guess::value).toList());
        }
        if (shown) {
            System.out.println("type " + file.getFileName() + ": " + types(found));
        }
    }

    private static void print(String what, Half half) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d contracts, %d of the contract family; dates: %d of %d are the agreement's,"
                        + " %d the agreement's or the effective one; of %d given confidence 0.8 or"
                        + " more %d are right; parties: %d of %d found, %d of %d guesses right%n",
                what,
                half.contracts,
                half.family,
                half.agreementDates,
                half.dates,
                half.eitherDates,
                half.confident,
                half.confidentRight,
                half.found,
                half.parties,
                half.right,
                half.guessed);
    }

    private void folder(String name) throws IOException {
        Path folder = data.resolve(name);
        if (!Files.exists(folder)) {
            return;
        }
        Map<String, Integer> types = new TreeMap<>();
        Map<String, Integer> languages = new TreeMap<>();
        int dates = 0;
        int patients = 0;
        int parties = 0;
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        }
        for (Path file : files) {
            Description found = describe(file, "file.txt");
            types.merge(found.type().value().id(), 1, Integer::sum);
            if (found.language() != null) {
                languages.merge(found.language().value(), 1, Integer::sum);
            }
            dates += found.date() == null ? 0 : 1;
            patients += found.patient() == null ? 0 : 1;
            parties += found.parties().size() >= 2 ? 1 : 0;
            if (verbose) {
                System.out.println(
                        name
                                + "/"
                                + file.getFileName()
                                + ": "
                                + types(found)
                                + (found.date() == null ? "" : " " + found.date().value())
                                + (found.patient() == null ? "" : " " + found.patient().value())
                                + (found.parties().isEmpty()
                                        ? ""
                                        : " "
                                                + found.parties().stream()
                                                        .map(Guess::value)
                                                        .toList()));
            }
        }
        System.out.printf(
                "%s: %d files; types %s; languages %s; with a date %d, a patient %d, two parties"
                        + " %d%n",
                name, files.size(), types, languages, dates, patients, parties);
    }

    private Description describe(Path file, String name) throws IOException {
        String text = Files.readString(file);
        return describer.describe(
                new Subject(
                        name,
                        "text/plain",
                        text,
                        List.of(new Page(1, 0, text.length())),
                        FileProperties.NONE,
                        null));
    }

    private static String types(Description found) {
        List<String> shown = new ArrayList<>();
        found.types()
                .forEach(each ->
                        shown.add(
                                each.value().id()
                                        + String.format(Locale.ROOT, " %.2f", each.confidence())));
        return shown.toString();
    }

    /** From the annotators' 6/21/99; empty for one with blanks. */
    private static String iso(String answer) {
        Matcher matcher = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{2})").matcher(answer);
        if (!matcher.matches()) {
            return "";
        }
        int year = Integer.parseInt(matcher.group(3));
        return LocalDate.of(
                        year < 50 ? 2000 + year : 1900 + year,
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)))
                .toString();
    }

    /** The names in the annotators' list, without the short names in brackets. */
    private static List<String> names(String answer) {
        return Arrays.stream(answer.replaceAll("\\([^()]*[\"\u201C'][^()]*\\)", "").split(";"))
                .map(String::strip)
                .filter(name -> !name.matches("(?:[Ii]ndividually|[Cc]ollectively).*"))
                .filter(name -> !name.matches("\\w+ and \\w+"))
                .map(DescribeCheck::plain)
                .filter(name -> name.length() > 2)
                .distinct()
                .toList();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("^the |[^\\p{L}\\d]", "");
    }

    /** The same name, or one of them with more to it, such as a suffix. */
    private static boolean same(String one, String other) {
        return one.length() > 2
                && other.length() > 2
                && (one.startsWith(other) || other.startsWith(one));
    }

    private static String unescape(String json) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\' && json.charAt(i + 1) == 'u') {
                plain.append((char) Integer.parseInt(json.substring(i + 2, i + 6), 16));
                i += 5;
            } else if (c == '\\') {
                i++;
                plain.append(json.charAt(i));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
