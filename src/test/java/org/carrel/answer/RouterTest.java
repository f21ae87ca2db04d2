package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carrel.search.Focus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {

    private static final Set<Route> MODEL = Set.of(Route.GENERATE);

    private final Router router =
            new Router(
                    new SmallRyeConfigBuilder()
                            .addDiscoveredConverters()
                            .withMapping(AnswerConfig.class)
                            .build()
                            .getConfigMapping(AnswerConfig.class));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    What is the governing law?                         | EXTRACT  | quote
                    How much is the monthly fee?                       | EXTRACT  | quote
                    How long does the agreement last?                  | EXTRACT  | quote
                    How does a party end the agreement?                | GENERATE | wording
                    Compare the notice periods.                        | GENERATE | wording
                    Summarise the duties of the supplier.              | GENERATE | wording
                    What does Section 9.4 say?                         | LOOKUP   | exact
                    Explain clause 9.4.                                | LOOKUP   | exact
                    What does Section 4 say?                           | EXTRACT  | quote
                    What does Section 9.41 say?                        | EXTRACT  | quote
                    """)
    void theFirstRuleThatHoldsDecides(String question, Route route, String rule) {
        Routing routing = router.decide(question, grounded(), null, MODEL);
        assertEquals(route, routing.route(), question);
        assertEquals(rule, routing.rule(), question);
    }

    @Test
    void withoutAModelTheSentenceStandsForItself() {
        assertEquals(
                Route.EXTRACT,
                router.decide("Explain the fee.", grounded(), null, Set.of()).route());
    }

    @Test
    void whatTheCallerWantsDecidesUnlessThereIsNothingToSay() {
        assertEquals(
                Route.GENERATE,
                router.decide("What is the fee?", grounded(), Route.GENERATE, MODEL).route());
        Evidence silent =
                new Evidence.Insufficient(
                        List.of(), 0.1, Focus.none(""), List.of(), 1, new Evidence.Timings(1, 2));
        Routing routing = router.decide("What is the fee?", silent, Route.GENERATE, MODEL);
        assertEquals("silent", routing.rule());
        assertEquals(Route.EXTRACT, routing.route());
    }

    @Test
    void aLargerModelWritesOnlyWhereNoOtherCan() {
        assertEquals(
                Route.LARGER,
                router.decide("Explain the fee.", grounded(), null, Set.of(Route.LARGER)).route());
        assertEquals(
                Route.GENERATE,
                router.decide(
                                "Explain the fee.",
                                grounded(),
                                null,
                                Set.of(Route.GENERATE, Route.LARGER))
                        .route());
    }

    private static Evidence grounded() {
        Citation citation =
                new Citation(
                        UUID.randomUUID(),
                        "a.pdf",
                        1,
                        1,
                        0,
                        27,
                        "The laws of Oregon govern.",
                        "9 General > 9.4 Governing Law");
        return new Evidence.Grounded(
                List.of(citation),
                0.8,
                false,
                null,
                Focus.none(""),
                List.of(),
                1,
                new Evidence.Timings(1, 2));
    }
}
