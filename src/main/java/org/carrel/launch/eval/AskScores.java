package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// All scores of one answer.
final class AskScores {
    static final String ANSWERED = "answered";
    static final String HEDGED = "hedged, of answered";
    static final String REFUSED_SILENT = "refusal recall";
    static final String REFUSAL_PRECISION = "refusal precision";
    static final String REFUSED_ANSWERABLE = "wrong refusals";
    static final String PAGE_HIT = "page hit";
    static final String QUOTE_EXACT = "quote exact";
    static final String UNSUPPORTED = "unsupported shown";

    private final Row row;
    private final Reply reply;

    AskScores(Row row, Reply reply) {
        this.row = row;
        this.reply = reply;
    }

    /// Whether it answers where it can and is silent where it should be.
    void refusal() {
        boolean answered = reply.grounded();
        add(ANSWERED, answered);
        if (answered) {
            add(HEDGED, reply.hedged());
        }
        Boolean silent = row.item().expected().unanswerable();
        if (silent == null) {
            return;
        }
        if (!answered) {
            add(REFUSAL_PRECISION, silent);
        }
        if (silent) {
            add(REFUSED_SILENT, !answered);
            add("refused or hedged, of unanswerable", !answered || reply.hedged());
        } else {
            add(REFUSED_ANSWERABLE, !answered);
            add("answered outright, of answerable", answered && !reply.hedged());
        }
        add("has-answer accuracy", answered != silent);
    }

    /// Whether what is cited stands where the set says.
    void citations(List<Target> targets, Set<String> right) {
        Set<Integer> pages = new HashSet<>();
        targets.forEach(target -> pages.addAll(target.pages()));
        if (!reply.grounded() || reply.citations().isEmpty()) {
            if (!pages.isEmpty()) {
                add(PAGE_HIT, false);
            }
            return;
        }
        Reply.Cited first = reply.shown().getFirst();
        if (!pages.isEmpty()) {
            boolean hit = pageHit(first, targets);
            add(PAGE_HIT, hit);
            add("page hit, of answered", hit);
        }
        if (!right.isEmpty()) {
            add("right document cited first", right.contains(first.passage().document()));
        }
        if (!targets.isEmpty()) {
            PassageScores scores = new PassageScores(targets, right);
            double recall = scores.recall(reply.passages());
            row.add(Score.of("citation precision", scores.precision(reply.passages())));
            row.add(Score.of("citation recall", recall));
            add("citation touches a mark", recall > 0);
        }
    }

    private static boolean pageHit(Reply.Cited cited, List<Target> targets) {
        return targets.stream()
                .filter(target -> target.document().equals(cited.passage().document()))
                .anyMatch(target -> target.pages().contains(cited.page()));
    }

    /// Whether each quote is the text at its range, character for character.
    ///
    /// @param texts of a document, by the server's id
    void quotes(Function<String, String> texts) {
        long exact =
                reply.citations().stream()
                        .filter(cited -> {
                            String text = texts.apply(cited.passage().document());
                            Range range = cited.passage().range();
                            return range.end() <= text.length()
                                    && text.substring(range.start(), range.end())
                                            .equals(cited.quote());
                        })
                        .count();
        if (!reply.citations().isEmpty()) {
            share(QUOTE_EXACT, exact, reply.citations().size());
        }
    }

    /// Whether its sentences rest on what they cite.
    void sentences() {
        if (reply.sentences().isEmpty()) {
            return;
        }
        long marked = reply.sentences().stream().filter(each -> !each.supported()).count();
        share(UNSUPPORTED, marked, reply.sentences().size());
        ArrayNode told = row.detail().putArray("loose");
        long loose = 0;
        for (Reply.Said sentence : reply.sentences()) {
            List<String> missing = Loose.in(sentence.text(), sources(sentence));
            missing.forEach(told::add);
            loose += missing.isEmpty() ? 0 : 1;
        }
        share("loose number or name shown", loose, reply.sentences().size());
    }

    private List<String> sources(Reply.Said sentence) {
        List<String> sources = new ArrayList<>(List.of(row.item().question()));
        List<Reply.Cited> cited =
                sentence.citations().isEmpty()
                        ? reply.citations()
                        : sentence.citations().stream()
                                .filter(index -> index >= 0 && index < reply.citations().size())
                                .map(reply.citations()::get)
                                .toList();
        for (Reply.Cited each : cited) {
            sources.add(each.quote());
            sources.add(each.documentName());
        }
        return sources;
    }

    /// Whether it says what is expected.
    void match() {
        List<String> expected = row.item().expected().answers();
        if (expected.isEmpty()) {
            return;
        }
        List<String> said = reply.grounded() ? reply.said() : List.of();
        add("answer exact", expected.stream().anyMatch(each -> AnswerMatch.exact(each, said)));
        boolean contains = expected.stream().anyMatch(each -> AnswerMatch.contains(each, said));
        add("answer contains", contains);
        if (reply.grounded()) {
            add("answer contains, of answered", contains);
        }
    }

    private void add(String metric, boolean value) {
        row.add(Score.of(metric, value));
    }

    private void share(String metric, long part, int whole) {
        row.add(new Score(metric, Score.CARREL, (double) part / whole, whole));
    }
}
