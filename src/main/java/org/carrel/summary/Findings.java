package org.carrel.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a patient has and has not, out of questions and their answers: "any fever or chills?" and
 * "no" are two findings. Only an answer that begins with yes or no, or nods, is taken.
 */
final class Findings {

    private static final Pattern NO =
            Pattern.compile(
                    "^(?:no+|nope|nah|none|never|not (?:really|at all|that|right now)|uh-uh|i have(?:n't| not)|i do(?:n't| not)|negative|huh-uh)\\b");
    private static final Pattern YES =
            Pattern.compile(
                    "^(?:yes|yeah|yep|yup|uh-huh|i have|i do|i did|i am|a little|a bit|definitely|correct|sometimes|mm-hmm)\\b");
    private static final Pattern BUT =
            Pattern.compile("\\b(?:but|except|just|although|however)\\b");
    private static final Pattern DENIES =
            Pattern.compile(
                    "\\b(?:no|not|never|without|deny|denies|haven't|don't|didn't|hasn't|isn't|wasn't"
                            + "|any)\\b");

    private final Systems systems;

    /** By system and then by complaint; the first word on a complaint counts. */
    private final Map<String, Map<String, Finding>> found = new LinkedHashMap<>();

    Findings(Systems systems) {
        this.systems = systems;
    }

    /** A complaint that the patient has or has not. */
    private record Finding(String words, boolean present, List<Statement> from) {}

    enum Answer {
        YES,
        NO,
        OTHER
    }

    /** How the patient's first words answer. */
    static Answer answer(String spoken) {
        String lower =
                spoken.toLowerCase(Locale.ROOT)
                        .replaceAll("^(?:um|uh|oh|well|mm)[ ,.]+", "")
                        .replace(" n't", "n't");
        if (NO.matcher(lower).find()) {
            return Answer.NO;
        }
        return YES.matcher(lower).find() ? Answer.YES : Answer.OTHER;
    }

    /** A question with its answer. */
    void asked(String question, Statement asked, String answer, Statement answered) {
        Answer kind = answer(answer);
        if (kind == Answer.OTHER) {
            return;
        }
        for (Systems.Complaint complaint : systems.complaints(question)) {
            // "No, just some nausea": the rest of the answer speaks for itself.
            if (!BUT.matcher(answer).find() || systems.complaints(answer).isEmpty()) {
                add(complaint, kind == Answer.YES, List.of(asked, answered));
            }
        }
    }

    /** What somebody says of complaints on their own. */
    void said(String words, Statement statement) {
        for (String clause : words.split("[,;.]|\\b(?:but|and)\\b", -1)) {
            boolean denied = DENIES.matcher(clause.toLowerCase(Locale.ROOT)).find();
            for (Systems.Complaint complaint : systems.complaints(clause)) {
                add(complaint, !denied, List.of(statement));
            }
        }
    }

    private void add(Systems.Complaint complaint, boolean present, List<Statement> from) {
        found.computeIfAbsent(complaint.system(), system -> new LinkedHashMap<>())
                .putIfAbsent(complaint.words(), new Finding(complaint.words(), present, from));
    }

    /** A line a system: what the patient endorses, and what they deny. */
    List<Draft.Line> lines() {
        List<Draft.Line> lines = new ArrayList<>();
        found.forEach((system, findings) -> {
            List<Statement> from = new ArrayList<>();
            String text =
                    system
                            + ":"
                            + list(" Endorses ", findings, true, from)
                            + list(" Denies ", findings, false, from);
            lines.add(new Draft.Line(text, Made.FINDING, from.stream().distinct().toList(), null));
        });
        return lines;
    }

    /** What the patient denies of all systems, in one sentence; empty where nothing. */
    List<Draft.Line> denied() {
        List<String> words = new ArrayList<>();
        List<Statement> from = new ArrayList<>();
        for (Map<String, Finding> findings : found.values()) {
            list("", findings, false, from);
            findings.values().stream()
                    .filter(each -> !each.present())
                    .forEach(each -> words.add(each.words()));
        }
        return words.isEmpty()
                ? List.of()
                : List.of(
                        new Draft.Line(
                                "The patient denies any " + joined(words) + ".",
                                Made.FINDING,
                                from.stream().distinct().toList(),
                                null));
    }

    private static String list(
            String verb, Map<String, Finding> findings, boolean present, List<Statement> from) {
        List<String> words = new ArrayList<>();
        for (Finding each : findings.values()) {
            if (each.present() == present) {
                words.add(each.words());
                from.addAll(each.from());
            }
        }
        return words.isEmpty() ? "" : verb + joined(words) + ".";
    }

    static String joined(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1))
                + (words.size() > 2 ? ", and " : " and ")
                + words.getLast();
    }
}
