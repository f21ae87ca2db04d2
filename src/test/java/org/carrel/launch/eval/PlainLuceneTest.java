package org.carrel.launch.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlainLuceneTest {

    @Test
    void textsAreCutAtWhiteSpace() {
        assertEquals(
                List.of(new Range(0, 8), new Range(9, 13), new Range(14, 24), new Range(24, 26)),
                Chunks.of("one two\n four abcdefghijkl", 10));
    }

    @Test
    void passagesComeWithTheirPlaceBestFirst() {
        try (PlainLucene lucene = new PlainLucene()) {
            lucene.add("d1", "The lease is governed by Danish law.");
            lucene.add("d2", "x ".repeat(450) + "The leases end in May.");
            lucene.ready();

            List<Passage> found = lucene.find("When does the lease end?", Set.of(), 10);

            assertEquals("d2", found.getFirst().document());
            assertTrue(found.getFirst().range().start() > 700, found.toString());
            assertEquals(
                    List.of("d1"),
                    lucene.find("lease?", Set.of("d1"), 10).stream()
                            .map(Passage::document)
                            .toList());
            assertEquals(List.of(), lucene.find("(\"the\" OR", Set.of(), 10));
        }
    }
}
