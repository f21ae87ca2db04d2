package org.carrel.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the route of an answer. The rules are tried in this order, and the first that holds
 * decides; docs/routing.md has them as a table. A model writes only where one is there to write.
 */
@ApplicationScoped
class Router {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("\\W+");

    /** These ask for a figure, not for wording. */
    private static final Pattern HOW_MUCH =
            Pattern.compile("\\bhow (?:much|many|long|often|old|soon|far|big|high|large)\\b");

    private final AnswerConfig config;

    Router(AnswerConfig config) {
        this.config = config;
    }

    /**
     * The route, with its reason.
     *
     * @param wanted what the caller asked for; null to let the rules choose
     * @param writers the routes that a model could take now: none, {@link Route#GENERATE}, {@link
     *     Route#LARGER} or both
     */
    Routing decide(String question, Evidence evidence, @Nullable Route wanted, Set<Route> writers) {
        if (evidence instanceof Evidence.Insufficient) {
            return routing(Route.EXTRACT, "silent", evidence);
        }
        if (wanted == Route.EXTRACT || (wanted != null && writers.contains(wanted))) {
            return routing(wanted, "wanted", evidence);
        }
        if (Exact.isAnswered(question, evidence)) {
            return routing(Route.LOOKUP, "exact", evidence);
        }
        if (writers.isEmpty()) {
            return routing(Route.EXTRACT, "no-model", evidence);
        }
        return routing(
                needsWording(question) ? writer(writers) : Route.EXTRACT,
                needsWording(question) ? "wording" : "quote",
                evidence);
    }

    private static Route writer(Set<Route> writers) {
        return writers.contains(Route.GENERATE) ? Route.GENERATE : Route.LARGER;
    }

    private boolean needsWording(String question) {
        String asked = HOW_MUCH.matcher(question.toLowerCase(Locale.ROOT)).replaceAll("");
        Set<String> words = BETWEEN_WORDS.splitAsStream(asked).collect(Collectors.toSet());
        return config.wordingFor().stream().anyMatch(words::contains);
    }

    private Routing routing(Route route, String rule, Evidence evidence) {
        return new Routing(
                route, rule, evidence.strength(), config.answerFrom(), config.hedgeFrom());
    }
}
