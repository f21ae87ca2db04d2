package org.carrel.summary;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.carrel.document.ReadableText;
import org.carrel.ingest.describe.DocumentType;
import org.jspecify.annotations.Nullable;

/** Reads a whole document, passage by passage, and drafts its summary. */
final class Drafts {

    /** Progress is told so many times at most. */
    private static final int TOLD = 50;

    private final ReadableText document;
    private final Centrality centrality;

    Drafts(ReadableText document, Centrality centrality) {
        this.document = document;
        this.centrality = centrality;
    }

    /** The style that fits a document, by its type or else by its form. */
    Style fitting() {
        DocumentType type = type();
        if (type != null && type.isContract()) {
            return Style.SECTIONS;
        }
        boolean clinical = type != null && type.isClinical();
        return clinical || isVisit() ? Style.CLINICAL : Style.BRIEF;
    }

    private @Nullable DocumentType type() {
        String id = document.type();
        return id == null ? null : DocumentType.of(id).orElse(null);
    }

    private boolean isVisit() {
        return Talk.isOne(document.text().text());
    }

    /**
     * @param stopped whether nobody waits any longer; looked at before each passage
     * @throws CancellationException when stopped
     */
    Draft draft(Style style, Watch watch, BooleanSupplier stopped) {
        if (style == Style.CLINICAL && isVisit()) {
            return Brief.before(VisitDraft.of(document, watch, stopped));
        }
        Drafting drafting = drafting(style);
        StatementReader reader = new StatementReader(document, centrality);
        List<ReadableText.Place> places = document.places();
        int step = Math.max(1, places.size() / TOLD);
        for (int i = 0; i < places.size(); i++) {
            if (stopped.getAsBoolean()) {
                throw new CancellationException();
            }
            if (i % step == 0) {
                watch.progress(i, places.size(), "passages");
            }
            reader.read(places.get(i), drafting);
        }
        watch.progress(places.size(), places.size(), "passages");
        Draft draft = drafting.finish();
        return style == Style.BRIEF ? Brief.alone(draft) : Brief.before(draft);
    }

    private Drafting drafting(Style style) {
        DocumentType type = type();
        boolean contract = type != null && type.isContract();
        boolean clinical = type != null && type.isClinical();
        return switch (style) {
            case CLINICAL -> KindsDraft.clinical();
            case SECTIONS, BRIEF ->
                    contract
                            ? KindsDraft.contract()
                            : clinical && style == Style.BRIEF
                                    ? KindsDraft.clinical()
                                    : new PartsDraft();
        };
    }
}
