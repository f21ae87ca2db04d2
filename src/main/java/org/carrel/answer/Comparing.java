package org.carrel.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.access.ReadableCollections;
import org.carrel.document.Documents;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.Filter;
import org.carrel.search.Found;
import org.carrel.search.Hit;
import org.carrel.search.Query;
import org.carrel.search.Ranking;
import org.carrel.search.Search;

/** Asks each of several documents the same question, each for itself. */
@ApplicationScoped
class Comparing {

    /** Passages over which the documents to ask are looked for, where none are named. */
    private static final int LOOKED_OVER = 100;

    private static final String DOCUMENTS =
            "(?:documents?|agreements?|contracts?|leases?|notes?|reports?|records?|policies|letters?|files?|patients)";

    private static final Pattern COMPARES =
            FollowUp.words(
                    "\\b(?:compar(?:e|es|ed|ing|ison)|differ(?:s|ent|ence|ences)?|versus|vs|across|respectively"
                            + "|each (?:of|"
                            + DOCUMENTS
                            + ")|(?:which|both|all) (?:of )?(?:the |these |those )?"
                            + DOCUMENTS
                            + "|which (?:one|is|has) (?:longer|longest|shorter|shortest|higher|highest|lower|lowest|more|less))\\b");

    private static final String OVER_DOCUMENTS =
            "(?: (?:in|of|across|between|among|over) (?:all |both |each )?(?:of )?(?:the |these |those )?(?:\\w+ )?"
                    + DOCUMENTS
                    + ")?[\\s?.]*$";

    private static final List<Pattern> FRAMES =
            List.of(
                    FollowUp.words("^(?:please )?compare (?:the )?(.+?)" + OVER_DOCUMENTS),
                    FollowUp.words(
                            "^how (?:do|does) (?:the |these |both |all )*"
                                    + DOCUMENTS
                                    + " differ (?:in|on|regarding|as to|about|with regard to) (?:the |their )?(.+?)[\\s?.]*$"),
                    FollowUp.words(
                            "^what (?:is|are) the differences? (?:in|between|of) (?:the )?(.+?)"
                                    + OVER_DOCUMENTS));

    private final EvidenceFinder finder;
    private final Search search;
    private final EmbeddingModel embeddings;
    private final Documents documents;
    private final AnswerConfig config;

    Comparing(
            EvidenceFinder finder,
            Search search,
            EmbeddingModel embeddings,
            Documents documents,
            AnswerConfig config) {
        this.finder = finder;
        this.search = search;
        this.embeddings = embeddings;
        this.documents = documents;
        this.config = config;
    }

    /** Whether the caller wants it, or chose several documents and asks as one who compares. */
    static boolean isWanted(Question question, String text) {
        return question.compare()
                || (question.within().size() > 1 && COMPARES.matcher(text).find());
    }

    /** What each document is asked: "Compare the notice periods" is asked of no single one. */
    static String ofEach(String question) {
        for (Pattern frame : FRAMES) {
            Matcher found = frame.matcher(question.strip());
            if (found.matches()) {
                return "What is the " + found.group(1) + "?";
            }
        }
        return question;
    }

    /**
     * What the documents say. Each takes some tens of milliseconds.
     *
     * @param filter what the question's own filter comes to
     */
    Comparison find(
            ReadableCollections scope,
            String text,
            Filter filter,
            Question question,
            Listener listener) {
        String each = ofEach(text);
        Collection<UUID> asked = asked(scope, each, filter, question);
        List<UUID> chosen = asked.stream().limit(config.compared()).toList();
        List<Comparison.Part> parts = new ArrayList<>();
        for (UUID document : chosen) {
            Filter one = new Filter(Set.of(document), filter.section());
            Evidence evidence = finder.find(scope, each, one, question.versions());
            // Not there, not for this caller or without text: the three look the same.
            if (evidence.searched() > 0) {
                parts.add(Comparison.Part.of(document, evidence));
            }
            listener.progress(parts.size(), chosen.size());
        }
        return new Comparison(parts, asked.size() - chosen.size());
    }

    private Collection<UUID> asked(
            ReadableCollections scope, String text, Filter filter, Question question) {
        if (question.documents() != null && !question.documents().isEmpty()) {
            Set<UUID> chosen = new LinkedHashSet<>(question.documents());
            chosen.retainAll(filter.documents());
            return chosen;
        }
        Found found =
                search.find(
                        scope,
                        new Query(
                                text,
                                embeddings.embedQuery(text),
                                filter,
                                question.versions(),
                                Ranking.FUSED,
                                LOOKED_OVER));
        Set<UUID> asked = new LinkedHashSet<>();
        found.hits().stream().map(Hit::documentId).forEach(asked::add);
        if (filter.documents().isEmpty()
                && asked.size() < found.documents()
                && found.documents() <= config.compared()) {
            // Few enough to have the silent ones say so.
            scope.ids().forEach(collection -> asked.addAll(documents.indexedIn(collection)));
        }
        return asked;
    }
}
