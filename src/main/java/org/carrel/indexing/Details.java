package org.carrel.indexing;

import org.carrel.ingest.Extraction.Refused;
import org.carrel.ingest.RefusalReason;

/** What a person is told about a document that was set aside, where extraction cannot know it. */
final class Details {

    private Details() {}

    static String of(Refused refused, boolean hadPassword) {
        return hadPassword && refused.reason() == RefusalReason.ENCRYPTED
                ? "The password that was given does not open it."
                : refused.detail();
    }

    /** For a file within a file that is not read at all. */
    static String unread(RefusalReason reason) {
        return reason == RefusalReason.TOO_DEEP
                ? "It lies too deep in files within files; upload it by itself to have it read."
                : "The file that it lies in holds too many files, or unpacks to too much; upload it"
                        + " by itself to have it read.";
    }
}
