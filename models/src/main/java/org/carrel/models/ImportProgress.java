package org.carrel.models;

import java.util.Locale;

/** Hears how far an import is. */
public interface ImportProgress {

    /** Called at the start and end of each stage and in between; {@code done} never falls. */
    void at(Stage stage, long done, long total);

    /** The stages, in order, with the unit that they count in. */
    enum Stage {
        /** Bytes of the source, joined and compared with the manifest. */
        VERIFY,
        /** Tokens of the vocabulary. */
        CONVERT,
        /** Weights. */
        QUANTISE,
        /** Bytes written, read back and hashed. */
        WRITE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
