package org.carrel.search;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.carrel.access.AskedPart;
import org.jspecify.annotations.Nullable;

/**
 * Which documents and passages a caller wants, as a request states it. What is left out narrows
 * nothing; what is there must hold all together.
 *
 * @param types any of these ids of /api/v1/document-types
 * @param from the earliest date of a document, ISO 8601; documents without a date are left out
 * @param to the latest
 * @param party words of the name of a party or the patient
 * @param section words that the headings above a passage hold
 */
public record Narrowing(
        @Nullable @Size(max = 50) List<@NotNull @Size(max = 100) String> types,
        @Nullable @Size(max = 20) String from,
        @Nullable @Size(max = 20) String to,
        @Nullable @PlainText @Size(max = 300) String party,
        @Nullable @PlainText @Size(max = 300) String section)
        implements AskedPart {}
