package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.carrel.answer.AnswerConfig.Unsupported;
import org.carrel.models.Generation.Finish;
import org.junit.jupiter.api.Test;

class ProseTest {

    private static final String QUOTE = "The lease ends on May 4, 2031, without notice.";
    private static final String TRUE = "The lease ends on May 4, 2031.";
    private static final String FALSE = "The lease ends on May 5, 2031.";

    private final Heard heard = new Heard();

    @Test
    void anUnsupportedSentenceIsNeverShownButCounted() {
        Prose.Checked checked = written(Unsupported.DROP, Finish.STOP, TRUE + " " + FALSE);
        assertEquals(List.of(TRUE), texts(checked));
        assertEquals(1, checked.withheld());
        assertEquals(TRUE, heard.text.toString());
        assertEquals(List.of(0, 1), heard.withheld);
    }

    @Test
    void whereItIsToBeMarkedItIsShownAsUnsupported() {
        Prose.Checked checked = written(Unsupported.MARK, Finish.STOP, TRUE + " " + FALSE);
        assertEquals(List.of(TRUE, FALSE), texts(checked));
        assertFalse(checked.sentences().getLast().supported());
        assertEquals(Fault.FIGURE, checked.sentences().getLast().fault());
        assertEquals(TRUE + " " + FALSE, heard.text.toString());
    }

    @Test
    void aSentenceIsCheckedAsSoonAsTheNextBegins() {
        Prose prose = prose(Unsupported.DROP);
        prose.accept(TRUE + " An");
        assertEquals("", heard.text.toString());
        prose.accept("d then");
        assertEquals(TRUE, heard.text.toString());
    }

    @Test
    void aModelThatSaysASentenceAgainIsStopped() {
        AtomicInteger stopped = new AtomicInteger();
        Prose prose = prose(Unsupported.DROP);
        prose.whenCircling(stopped::incrementAndGet);
        for (int i = 0; i < 5; i++) {
            prose.accept(TRUE + " ");
        }
        Prose.Checked checked = prose.end(Finish.CANCELLED).toCompletableFuture().join();
        assertEquals(List.of(TRUE), texts(checked));
        assertTrue(checked.circled());
        assertEquals(1, stopped.get());
    }

    @Test
    void aModelThatSaysWordsAgainAndAgainIsStoppedWithinTheSentence() {
        Prose prose = prose(Unsupported.DROP);
        AtomicInteger stopped = new AtomicInteger();
        prose.whenCircling(stopped::incrementAndGet);
        prose.accept("The lease ends on the lease ends on the lease ends on");
        assertEquals(1, stopped.get());
        assertEquals(List.of(), texts(prose.end(Finish.CANCELLED).toCompletableFuture().join()));
    }

    @Test
    void aBrokenEndIsLeftOutUnlessItIsAll() {
        assertEquals(
                List.of(TRUE), texts(written(Unsupported.DROP, Finish.LENGTH, TRUE + " The lea")));
        assertEquals(
                List.of("The lease ends on May 4"),
                texts(written(Unsupported.DROP, Finish.LENGTH, "The lease ends on May 4")));
    }

    private Prose.Checked written(Unsupported unsupported, Finish finish, String text) {
        Prose prose = prose(unsupported);
        // In pieces, as a model writes.
        for (int at = 0; at < text.length(); at += 3) {
            prose.accept(text.substring(at, Math.min(text.length(), at + 3)));
        }
        return prose.end(finish).toCompletableFuture().join();
    }

    private Prose prose(Unsupported unsupported) {
        Citation citation =
                new Citation(new UUID(0, 1), "lease.pdf", 1, 2, 10, 10 + QUOTE.length(), QUOTE, "");
        SentenceCheck check =
                new SentenceCheck("When does the lease end?", List.of(citation), (a, b) -> 1);
        return new Prose(check::check, unsupported, heard, Runnable::run);
    }

    private static List<String> texts(Prose.Checked checked) {
        return checked.sentences().stream().map(Sentence::text).toList();
    }

    private static final class Heard implements Listener {
        private final StringBuilder text = new StringBuilder();
        private final List<Integer> withheld = new ArrayList<>();

        @Override
        public void text(String more) {
            text.append(more);
        }

        @Override
        public void verified(List<Sentence> soFar, int left) {
            withheld.add(left);
        }
    }
}
