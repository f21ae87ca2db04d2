package org.carrel.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.carrel.model.WorkRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionsTest {

    private static final String ITEM =
            """
            {"id": "a", "domain": "contract", "evidence": ["Notice is 30 days."],
             "question": "How long is the notice?", "expected": [["30 days", "thirty days"]]}
            """;

    @Test
    void theSampleIsThere() throws Exception {
        assertEquals(48, Questions.load(Optional.empty()).items().size());
    }

    @Test
    void wordsAreWholeAndEachListHasToBeSaid() throws Exception {
        Questions.Item item = read("[" + ITEM + "]").items().getFirst();
        assertTrue(item.isAnsweredBy(List.of("It is Thirty\n days.")));
        assertFalse(item.isAnsweredBy(List.of("It is 130 days.")));
        assertFalse(item.isAnsweredBy(List.of()));
        Questions.Item two =
                read("[" + ITEM.replace("[[", "[[\"notice\"], [") + "]").items().getFirst();
        assertFalse(two.isAnsweredBy(List.of("30 days.")));
        assertTrue(two.isAnsweredBy(List.of("The notice", "is 30 days.")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "[null]",
                "[{}]",
                "[{\"id\": \"a\", \"domain\": \"c\", \"evidence\": [], \"question\": \"q\","
                        + " \"expected\": [[\"x\"]]}]",
                "[{\"id\": \"a\", \"domain\": \"c\", \"evidence\": [\"e\"], \"question\": \"q\","
                        + " \"expected\": [[]]}]",
            })
    void anotherFormIsRefused(String json) {
        assertThrows(WorkRefusedException.class, () -> read(json));
    }

    @Test
    void noIdComesTwice() {
        assertThrows(WorkRefusedException.class, () -> read("[" + ITEM + "," + ITEM + "]"));
    }

    private static Questions read(String json) throws Exception {
        return Questions.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
