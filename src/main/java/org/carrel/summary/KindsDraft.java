package org.carrel.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A summary by the sections that documents of a kind have. A statement goes to the one section that
 * it fits best, by the headings over it and by its words; what is unusual is shown apart.
 */
final class KindsDraft implements Drafting {

    private static final int UNUSUAL_LINES = 10;
    private static final int UNUSUAL_OF_A_REASON = 2;

    /** What a statement must reach to stand in a section: a heading, or two telling words. */
    private static final double LEAST = 0.42;

    private static final double HEADED = 0.5;

    /** A clinical note's headings say more of a line than its words do. */
    private static final double HEADED_CLINICAL = 0.7;

    /** What opens a heading's text is mostly its gist. */
    private static final double FIRST = 0.08;

    private static final double WORDED = 0.6;
    private static final double CENTRAL = 0.1;

    /** The parties and the subject are told at the beginning. */
    private static final double EARLY = 0.2;

    /** So far into a document its opening reaches, 0 to 1. */
    private static final double OPENING = 0.25;

    /** A line beyond this is long, in UTF-16 units; one twice as long loses this much. */
    private static final int LONG = 320;

    private static final double LENGTHY = 0.12;

    /** A contract says nothing in fewer words. */
    private static final int FEW_WORDS = 6;

    private final boolean contract;
    private final List<Section> sections;
    private final @Nullable Unusual unusual;
    private final Map<String, Shortlist> conspicuous = new LinkedHashMap<>();

    private record Section(Kind kind, Shortlist list) {}

    private KindsDraft(List<Kind> kinds, boolean contract) {
        this.contract = contract;
        this.unusual = contract ? Known.UNUSUAL : null;
        this.sections =
                kinds.stream().map(kind -> new Section(kind, new Shortlist(kind.lines()))).toList();
    }

    static KindsDraft contract() {
        return new KindsDraft(Known.CONTRACT, true);
    }

    static KindsDraft clinical() {
        return new KindsDraft(Known.CLINICAL, false);
    }

    /** The resources, read once. */
    private static final class Known {
        static final List<Kind> CONTRACT = Kind.load("contract.txt");
        static final List<Kind> CLINICAL = Kind.load("clinical.txt");
        static final Unusual UNUSUAL = new Unusual();

        private Known() {}
    }

    @Override
    public void read(Statement statement) {
        if (contract && statement.line().split(" ", FEW_WORDS).length < FEW_WORDS) {
            return;
        }
        Expressed expressed = new Expressed(statement);
        Section best = null;
        double most = LEAST;
        for (Section section : sections) {
            double fit = fit(section.kind(), statement, expressed);
            if (fit > most) {
                most = fit;
                best = section;
            }
        }
        if (best != null) {
            best.list().offer(new Shortlist.Candidate(statement, most, null));
        }
        if (unusual != null) {
            unusual.of(statement, expressed).ifPresent(this::conspicuous);
        }
    }

    /** Of one reason the first two lines are enough: what else is odd is to be seen too. */
    private void conspicuous(Shortlist.Candidate candidate) {
        conspicuous
                .computeIfAbsent(
                        String.valueOf(candidate.reason()),
                        reason -> new Shortlist(UNUSUAL_OF_A_REASON))
                .offer(candidate);
    }

    private double fit(Kind kind, Statement statement, Expressed expressed) {
        double headed = kind.headed(statement);
        double fit =
                (contract ? HEADED : HEADED_CLINICAL) * headed
                        + WORDED * expressed.most(kind.concepts());
        if (fit == 0 || (kind.opening() && headed == 0 && statement.depth() > OPENING)) {
            return 0;
        }
        int over = Math.max(0, statement.quote().length() - LONG);
        return fit
                + CENTRAL * statement.centrality()
                + (statement.first() ? FIRST : 0)
                + (kind.opening() ? EARLY * (1 - statement.depth()) : 0)
                - LENGTHY * Math.min(2.0, (double) over / LONG);
    }

    @Override
    public Draft finish() {
        List<Draft.Section> shown = new ArrayList<>();
        for (Section each : sections) {
            Kind kind = each.kind();
            shown.add(new Draft.Section(kind.id(), kind.name(), lines(each.list().best())));
        }
        if (contract) {
            shown.add(new Draft.Section("unusual", "Unusual clauses", lines(mostConspicuous())));
        }
        return new Draft(shown);
    }

    private List<Shortlist.Candidate> mostConspicuous() {
        return conspicuous.values().stream()
                .flatMap(list -> list.best().stream())
                .sorted(Comparator.comparingDouble(Shortlist.Candidate::score).reversed())
                .limit(UNUSUAL_LINES)
                .toList();
    }

    /** In the order of the document. */
    private static List<Draft.Line> lines(List<Shortlist.Candidate> best) {
        return best.stream()
                .sorted(Comparator.comparingInt(each -> each.statement().start()))
                .map(each -> Draft.Line.quoted(each.statement(), each.reason()))
                .toList();
    }
}
