package org.carrel.search;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.Asked;
import org.carrel.access.ReadableCollections;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.models.EmbeddingModel;
import org.jspecify.annotations.Nullable;

/** Passages for a query, best first. */
@Path("/api/v1/search")
@RolesAllowed({"legal", "clinician"})
class SearchResource {

    private static final int DEFAULT_LIMIT = 10;

    private final Access access;
    private final Search search;
    private final Filters filters;
    private final EmbeddingModel embeddings;
    private final AuditLog audit;

    SearchResource(
            Access access,
            Search search,
            Filters filters,
            EmbeddingModel embeddings,
            AuditLog audit) {
        this.access = access;
        this.search = search;
        this.filters = filters;
        this.embeddings = embeddings;
        this.audit = audit;
    }

    /**
     * A search.
     *
     * @param collections to look into; all that the caller may read if left out
     * @param documents to look into; all of those collections if left out
     * @param ranking {@code fused} if left out; {@code words} and {@code vectors} are one half of
     *     it alone, to compare with
     * @param allVersions whether superseded versions are looked into too; false if left out
     */
    record SearchRequest(
            @NotBlank @PlainText @Size(max = Search.MAX_QUESTION) String query,
            @Nullable @Size(max = 1000) List<@NotNull UUID> collections,
            @Nullable @Size(max = 1000) List<@NotNull UUID> documents,
            @Nullable @Valid Narrowing filter,
            @Nullable
                    @Pattern(
                            regexp = "fused|words|vectors",
                            message = "must be fused, words or vectors")
                    String ranking,
            @Nullable @Min(1) @Max(100) Integer limit,
            boolean allVersions)
            implements Asked {

        @Override
        public String questionSha256() {
            return Shown.sha256(query);
        }

        Ranking wanted() {
            return ranking == null
                    ? Ranking.FUSED
                    : Ranking.valueOf(ranking.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A passage.
     *
     * @param holding of the place or record that the query names, such as "Section 12.3": {@code
     *     is}, {@code mentions} or {@code none}
     */
    record HitView(
            UUID documentId,
            UUID collectionId,
            String documentName,
            int version,
            int page,
            int start,
            int end,
            String text,
            String path,
            String holding,
            double score) {
        static HitView from(Hit hit, ReadableCollections scope) {
            return new HitView(
                    hit.documentId(),
                    scope.root(hit.collectionId()),
                    hit.documentName(),
                    hit.version(),
                    hit.page(),
                    hit.start(),
                    hit.end(),
                    hit.text(),
                    hit.path(),
                    hit.holding().name().toLowerCase(Locale.ROOT),
                    hit.score());
        }
    }

    /**
     * What was found.
     *
     * @param reranking whether a reranker put the hits in order: {@code done}, {@code none}, or
     *     {@code late} where it was not ready in time
     */
    record SearchAnswer(List<HitView> hits, String reranking) {}

    @POST
    public SearchAnswer search(@Valid @NotNull SearchRequest request) {
        ReadableCollections scope = access.readable(request.collections());
        int limit = request.limit() == null ? DEFAULT_LIMIT : request.limit();
        Found found =
                search.find(
                        scope,
                        new Query(
                                request.query(),
                                embeddings.embedQuery(request.query()),
                                filters.of(scope, request.documents(), request.filter()),
                                Versions.of(request.allVersions()),
                                request.wanted(),
                                limit));
        audit.recordNow(
                scope.caller()
                        .event(
                                "search.query",
                                Outcome.SUCCESS,
                                scope.only(),
                                null,
                                Map.of("shown", Shown.list(found.hits()))),
                access.question(scope, request.query()));
        return new SearchAnswer(
                found.hits().stream().map(each -> HitView.from(each, scope)).toList(),
                found.reranking().name().toLowerCase(Locale.ROOT));
    }
}
