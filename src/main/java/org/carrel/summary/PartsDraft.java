package org.carrel.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A summary of a paper of no particular kind: the most central lines of each of its parts, which
 * together are the whole of it.
 */
final class PartsDraft implements Drafting {

    private static final int PARTS = 8;
    private static final int LINES = 3;

    /** Letters of a line that says something by itself. */
    private static final int SHORT = 30;

    private static final int LONG = 320;
    private static final double LENGTHY = 0.3;

    /** Openings are lines that authors mean to be read: the first of a part is worth this more. */
    private static final double OPENING = 0.2;

    private final List<Part> parts = new ArrayList<>();

    private static final class Part {
        private final Shortlist list = new Shortlist(LINES);
        private String heading = "";
        private int firstPage;
        private int lastPage;
        private boolean opened;
    }

    PartsDraft() {
        for (int i = 0; i < PARTS; i++) {
            parts.add(new Part());
        }
    }

    @Override
    public void read(Statement statement) {
        int length = statement.quote().length();
        if (length < SHORT) {
            return;
        }
        Part part = parts.get((int) Math.min(PARTS - 1.0, statement.depth() * PARTS));
        double score =
                statement.centrality()
                        + (part.opened ? 0 : OPENING)
                        - LENGTHY * Math.min(2.0, Math.max(0.0, length - LONG) / LONG);
        if (!part.opened) {
            part.opened = true;
            part.firstPage = statement.page();
            part.heading = outermost(statement.path());
        }
        part.lastPage = statement.page();
        part.list.offer(new Shortlist.Candidate(statement, score, null));
    }

    private static String outermost(String path) {
        int end = path.indexOf(" > ");
        return end < 0 ? path : path.substring(0, end);
    }

    @Override
    public Draft finish() {
        List<Draft.Section> sections = new ArrayList<>();
        for (Part part : parts) {
            List<Draft.Line> lines =
                    part.list.best().stream()
                            .sorted(Comparator.comparingInt(each -> each.statement().start()))
                            .map(each -> Draft.Line.quoted(each.statement(), null))
                            .toList();
            if (!lines.isEmpty()) {
                sections.add(new Draft.Section("part-" + (sections.size() + 1), name(part), lines));
            }
        }
        return new Draft(sections);
    }

    private static String name(Part part) {
        String pages =
                part.firstPage == part.lastPage
                        ? "Page " + part.firstPage
                        : "Pages " + part.firstPage + " to " + part.lastPage;
        return part.heading.isEmpty() ? pages : pages + ": " + part.heading;
    }
}
