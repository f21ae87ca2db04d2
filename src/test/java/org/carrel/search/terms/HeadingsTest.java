package org.carrel.search.terms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class HeadingsTest {

    @Test
    void aPassageBelongsToEveryHeadingAboveIt() {
        Headings headings =
                Headings.of("ARTICLE V TERM > 5.1 Termination > (b)", "(b) by either side.");
        assertEquals(Set.of("article:5", "section:5.1", "section:5.1(b)"), headings.all());
        assertEquals(Set.of("section:5.1(b)"), headings.own());
    }

    @Test
    void clausesThatBeginInAPassageAreItsOwn() {
        Headings headings =
                Headings.of("4. Fees", "4. Fees\n4.1 Rate. It is fixed.\n4.2 Costs. None.");
        assertTrue(headings.own().containsAll(Set.of("section:4.1", "section:4.2")));
    }

    @Test
    void itemsOfALineGoWithTheirClause() {
        Headings headings =
                Headings.of("9.2 Duties", "The Supplier shall\n(a) deliver;\n(b) bill.");
        assertTrue(headings.own().containsAll(Set.of("section:9.2(a)", "section:9.2(b)")));
    }

    @Test
    void aSingleNumberIsCalledSectionOrArticle() {
        assertEquals(Set.of("section:5", "article:5"), Headings.of("5. Term", "One year.").own());
    }

    @Test
    void aMentionIsNoHeading() {
        assertFalse(
                Headings.of("7. Notices", "As Section 12.3 says,\n30 days are enough.")
                        .all()
                        .contains("section:12.3"));
    }

    @Test
    void aNoteHasNone() {
        assertEquals(Set.of(), Headings.of("", "BP 120/80\nPulse 70").all());
    }
}
