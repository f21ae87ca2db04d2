package org.carrel.summary;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.document.ReadableText;
import org.carrel.search.Analysis;
import org.jspecify.annotations.Nullable;

/**
 * A visit's talk as a clinical note is laid out: why they came, what the patient tells, what was
 * asked and denied, examination, results, assessment and plan. Sentences are the speakers' own,
 * said of the patient in the third person.
 */
final class VisitDraft {

    private static final int TOLD = 50;

    /** A sentence of fewer words than this says nothing by itself. */
    private static final int FEW_WORDS = 5;

    private static final int HISTORY_LINES = 13;
    private static final int OTHER_LINES = 12;

    /** What is said for company. */
    private static final Pattern SMALL_TALK =
            Pattern.compile(
                    "\\b(?:thank(?:s| you)|how are you|nice to (?:see|meet)|good to (?:see|hear)|any"
                            + " questions|see you (?:soon|then|later)|i'm sorry|bye|take care"
                            + "|sounds? (?:good|great)|dragon|i'm glad|i'm happy|my assessment and my"
                            + " plan|i'll let you know|quick physical exam|does that (?:sound|make)"
                            + "|let me know)\\b",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern INTRODUCTION =
            Pattern.compile(
                    "\\b(?:year[- ]old|past medical history|history of)\\b.*|\\b(?:presents?|here"
                            + " (?:today )?(?:for|with|to)|presenting)\\b",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern COMPLAINT =
            Pattern.compile(
                    "(?:presents?|presenting|here|in|came in|come in|coming in|comes in|visit)(?:"
                            + " to the clinic)?(?: here)?(?: today)? (?:for|with|because of"
                            + "|complaining of|due to) (?:evaluation of |an? |some |your |her |his"
                            + " |follow-up of )?(.{4,70}?)(?=[.,?;]|$)",
                    Pattern.CASE_INSENSITIVE);

    private final ReadableText document;
    private final Person person;
    private final Systems systems = Known.SYSTEMS;
    private final Findings findings = new Findings(systems);
    private final Map<Phase, List<Draft.Line>> lines = new EnumMap<>(Phase.class);
    private final Map<String, Integer> counts = new HashMap<>();
    private Draft.@Nullable Line complaint;
    private Phase phase = Phase.HISTORY;

    /** What a part of the talk is about. */
    enum Phase {
        HISTORY,
        EXAMINATION,
        RESULTS,
        PLAN
    }

    private static final class Known {
        static final Systems SYSTEMS = new Systems();

        private Known() {}
    }

    private VisitDraft(ReadableText document) {
        this.document = document;
        String text = document.text().text();
        this.person = Person.of(text.substring(0, Math.min(text.length(), 20_000)));
    }

    /**
     * @param stopped whether nobody waits any longer; looked at before each turn
     */
    static Draft of(ReadableText document, Watch watch, BooleanSupplier stopped) {
        VisitDraft draft = new VisitDraft(document);
        List<Talk.Turn> turns = Talk.of(document.text().text());
        int step = Math.max(1, turns.size() / TOLD);
        List<Talk.Said> asked = List.of();
        for (int i = 0; i < turns.size(); i++) {
            if (stopped.getAsBoolean()) {
                throw new CancellationException();
            }
            if (i % step == 0) {
                watch.progress(i, turns.size(), "turns");
            }
            Talk.Turn turn = turns.get(i);
            if (turn.speaker() == Talk.Speaker.CLINICIAN) {
                asked = draft.clinician(turn);
            } else {
                draft.patient(turn, asked);
                asked = List.of();
            }
        }
        watch.progress(turns.size(), turns.size(), "turns");
        return draft.finish();
    }

    /** Gives the questions of the turn. */
    private List<Talk.Said> clinician(Talk.Turn turn) {
        List<Talk.Said> asked = new ArrayList<>();
        for (Talk.Said said : turn.said()) {
            if (said.words().isEmpty()) {
                continue;
            }
            if (said.asks()) {
                asked.add(said);
                continue;
            }
            phase = Phases.of(said.words(), phase);
            if (words(said) < FEW_WORDS || SMALL_TALK.matcher(said.words()).find()) {
                continue;
            }
            Statement statement = statement(said);
            String told = person.ofListener(said.words());
            boolean introduces = phase == Phase.HISTORY && INTRODUCTION.matcher(told).find();
            if (complaint == null && phase == Phase.HISTORY) {
                complaint = complaint(said, statement);
            }
            switch (phase) {
                case HISTORY -> {
                    if (introduces || told.toLowerCase(Locale.ROOT).contains(" had ")) {
                        add(Phase.HISTORY, told, statement);
                    }
                    findings.said(said.words(), statement);
                }
                case EXAMINATION ->
                        systems.examined(said.words())
                                .ifPresent(system -> add(phase, system + ": " + told, statement));
                case RESULTS -> add(phase, told, statement);
                case PLAN -> add(phase, Steps.labelled(told), statement);
            }
        }
        return asked;
    }

    private void patient(Talk.Turn turn, List<Talk.Said> asked) {
        for (int i = 0; i < turn.said().size(); i++) {
            Talk.Said said = turn.said().get(i);
            if (said.words().isEmpty() && i > 0) {
                continue;
            }
            Statement statement = statement(said);
            if (i == 0 && !asked.isEmpty() && phase == Phase.HISTORY) {
                String spoken = document.text().text().substring(said.start(), said.end());
                for (Talk.Said question : asked) {
                    findings.asked(question.words(), statement(question), spoken, statement);
                }
            }
            if (phase == Phase.HISTORY && !said.asks() && !said.words().isEmpty()) {
                findings.said(said.words(), statement);
                if (words(said) >= FEW_WORDS && !SMALL_TALK.matcher(said.words()).find()) {
                    add(Phase.HISTORY, person.named(person.ofSpeaker(said.words())), statement);
                }
            }
        }
    }

    private Draft.@Nullable Line complaint(Talk.Said said, Statement statement) {
        Matcher why = COMPLAINT.matcher(said.words());
        if (!why.find()) {
            return null;
        }
        String words = why.group(1).strip();
        return new Draft.Line(
                words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".",
                Made.RETOLD,
                List.of(statement),
                null);
    }

    private void add(Phase to, String told, Statement statement) {
        Analysis.terms(told).forEach(term -> counts.merge(term, 1, Integer::sum));
        lines.computeIfAbsent(to, each -> new ArrayList<>())
                .add(new Draft.Line(told, Made.RETOLD, List.of(statement), null));
    }

    private Draft finish() {
        Draft.Line why = complaint;
        return new Draft(
                List.of(
                        new Draft.Section(
                                "complaint",
                                "CHIEF COMPLAINT",
                                why == null ? List.of() : List.of(why)),
                        history(),
                        new Draft.Section("review", "REVIEW OF SYSTEMS", findings.lines()),
                        section(
                                "examination",
                                "PHYSICAL EXAMINATION",
                                Phase.EXAMINATION,
                                OTHER_LINES),
                        section("results", "RESULTS", Phase.RESULTS, OTHER_LINES),
                        section("plan", "ASSESSMENT AND PLAN", Phase.PLAN, OTHER_LINES + 4)));
    }

    private Draft.Section history() {
        List<Draft.Line> told =
                new ArrayList<>(section("", "", Phase.HISTORY, HISTORY_LINES).lines());
        told.addAll(findings.denied());
        return new Draft.Section("history", "HISTORY OF PRESENT ILLNESS", told);
    }

    private Draft.Section section(String id, String name, Phase from, int most) {
        List<Draft.Line> told = lines.getOrDefault(from, List.of());
        return new Draft.Section(id, name, Telling.most(told, most, counts));
    }

    private Statement statement(Talk.Said said) {
        return new Statement(
                document.page(said.start()),
                said.start(),
                said.end(),
                document.text().text().substring(said.start(), said.end()),
                "",
                "",
                0,
                0,
                false);
    }

    private static int words(Talk.Said said) {
        return said.words().split("\\s+").length;
    }
}
