package org.carrel.indexing;

import java.time.Duration;

/**
 * Tells how far one run is, as often as a person can follow: a new step at once, else once a
 * second. Used by one thread at a time.
 */
final class Stages {

    /** What extraction calls the recognising of words in pictures. */
    static final String OCR = "ocr";

    static final String EMBEDDING = "embedding";

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Progress progress;
    private final Run run;
    private String last = "";
    private long told;
    private boolean wanted = true;

    Stages(Progress progress, Run run) {
        this.progress = progress;
        this.run = run;
    }

    /** Extraction got on. */
    void extracting(String stage, int done, int total) {
        tell(OCR.equals(stage) ? ItemState.RECOGNISING : ItemState.EXTRACTING, stage, done, total);
    }

    /**
     * Embedding got on.
     *
     * @return whether the run was wanted, at the last telling
     */
    boolean embedding(int done, int total) {
        tell(ItemState.EMBEDDING, EMBEDDING, done, total);
        return wanted;
    }

    private void tell(ItemState state, String stage, int done, int total) {
        long now = System.nanoTime();
        if (!stage.equals(last) || now - told >= BETWEEN.toNanos()) {
            wanted = progress.stage(run, state, stage, done, total);
            last = stage;
            told = now;
        }
    }
}
