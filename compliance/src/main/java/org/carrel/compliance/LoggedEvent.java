package org.carrel.compliance;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an entry records, in one of the forms that a log may hold. */
public sealed interface LoggedEvent permits AuditEvent, CommittedEvent {

    /** When, to the microsecond. */
    Instant time();

    /** What was done, such as {@code document.upload}. */
    String action();

    /** How it ended. */
    AuditEvent.Outcome outcome();

    /** The collection concerned, if one. */
    @Nullable String collectionId();

    /** The document concerned, if one. */
    @Nullable String documentId();

    /** The purpose of use that the caller stated, if any. */
    @Nullable String purpose();

    /** Further facts, such as hashes and counts. */
    Map<String, String> details();
}
