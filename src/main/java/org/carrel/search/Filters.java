package org.carrel.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carrel.access.ReadableCollections;
import org.carrel.ingest.describe.DocumentType;
import org.carrel.metadata.DescribedDocuments;
import org.carrel.metadata.Traits;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Turns what a request wants into what a search looks into. */
@ApplicationScoped
public class Filters {

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final DescribedDocuments described;

    Filters(DescribedDocuments described) {
        this.described = described;
    }

    /**
     * Resolves a request's filter by what counts of each document now. One that nothing matches
     * gives {@link Filter#NOTHING}: the answer is then as empty as in a collection without
     * documents.
     *
     * @param scope what may be read; documents elsewhere are as if they were not there
     * @param documents to look into; all if null
     * @param narrowing null for none
     * @throws org.carrel.problem.ProblemException invalid-request when a type or date is none
     */
    public Filter of(
            ReadableCollections scope,
            @Nullable Collection<UUID> documents,
            @Nullable Narrowing narrowing) {
        Set<UUID> wanted = documents == null ? Set.of() : Set.copyOf(documents);
        if (narrowing == null) {
            return Filter.in(wanted);
        }
        @Nullable String section = stripped(narrowing.section());
        Traits traits =
                new Traits(
                        types(narrowing.types()),
                        date("from", narrowing.from()),
                        date("to", narrowing.to()),
                        stripped(narrowing.party()));
        if (traits.isEmpty()) {
            return new Filter(wanted, section);
        }
        Set<UUID> left = new HashSet<>(described.with(scope, traits));
        if (!wanted.isEmpty()) {
            left.retainAll(wanted);
        }
        return left.isEmpty() ? Filter.NOTHING : new Filter(left, section);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.replace('\0', ' ').strip();
    }

    private static Set<String> types(@Nullable List<String> ids) {
        return ids == null ? Set.of() : ids.stream().map(Filters::type).collect(Collectors.toSet());
    }

    private static String type(@Nullable String id) {
        return DocumentType.of(id == null ? "" : id)
                .map(DocumentType::id)
                .orElseThrow(() -> Problems.invalid("types holds none of /api/v1/document-types"));
    }

    private static @Nullable LocalDate date(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(value);
            if (!date.isBefore(FIRST_DAY) && !date.isAfter(LAST_DAY)) {
                return date;
            }
        } catch (DateTimeException e) {
            throw wrong(name);
        }
        throw wrong(name);
    }

    private static RuntimeException wrong(String name) {
        return Problems.invalid(name + " must be a date such as 2026-01-31");
    }
}
