package org.carrel.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.carrel.search.Analysis;
import org.jspecify.annotations.Nullable;

/**
 * The best statements for a section, a bounded number of them, and the choice among these without
 * repetition: maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998), with the share of
 * common terms for likeness.
 */
final class Shortlist {

    /** Kept for each line that will be shown: enough that repetitions can be passed over. */
    private static final int KEPT_PER_LINE = 6;

    /** What a line loses for saying the same as one that is chosen already. */
    private static final double REPETITION = 0.6;

    /** Two lines that share so much of their terms say the same. */
    private static final double SAME = 0.75;

    private final int lines;
    private final PriorityQueue<Candidate> kept =
            new PriorityQueue<>(Comparator.comparingDouble(Candidate::score));

    Shortlist(int lines) {
        this.lines = lines;
    }

    /**
     * A statement with how well it fits.
     *
     * @param reason why it is worth a look; null for most
     */
    record Candidate(Statement statement, double score, @Nullable String reason) {}

    private record Weighed(Candidate candidate, Set<String> terms) {}

    void offer(Candidate candidate) {
        kept.add(candidate);
        if (kept.size() > lines * KEPT_PER_LINE) {
            kept.poll();
        }
    }

    /** The best, best first; none like an earlier one. */
    List<Candidate> best() {
        List<Weighed> left = new ArrayList<>();
        kept.forEach(each -> left.add(new Weighed(each, Analysis.terms(each.statement().quote()))));
        List<Set<String>> said = new ArrayList<>();
        List<Candidate> chosen = new ArrayList<>();
        left.sort(
                Comparator.comparingDouble((Weighed each) -> each.candidate().score())
                        .reversed()
                        .thenComparingInt(each -> each.candidate().statement().start()));
        while (chosen.size() < lines && !left.isEmpty()) {
            Weighed next = next(left, said);
            left.remove(next);
            if (likeness(next.terms(), said) < SAME) {
                chosen.add(next.candidate());
                said.add(next.terms());
            }
        }
        return chosen;
    }

    private static Weighed next(List<Weighed> left, List<Set<String>> said) {
        Weighed best = left.getFirst();
        double most = Double.NEGATIVE_INFINITY;
        for (Weighed each : left) {
            double worth = each.candidate().score() - REPETITION * likeness(each.terms(), said);
            if (worth > most) {
                most = worth;
                best = each;
            }
        }
        return best;
    }

    /** The largest share of the shorter one's terms that one of them holds too. */
    private static double likeness(Set<String> terms, List<Set<String>> said) {
        double most = 0;
        for (Set<String> other : said) {
            Set<String> common = new HashSet<>(terms);
            common.retainAll(other);
            int shorter = Math.max(1, Math.min(terms.size(), other.size()));
            most = Math.max(most, (double) common.size() / shorter);
        }
        return most;
    }
}
