package org.carrel.launch.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir Path folder;

    @Test
    void scoresAreWeightedMeansByGroup() {
        Tally tally = new Tally();
        tally.add(row("1", "a", new Score("m", "carrel", 0.5, 4), Score.of("r", 1)));
        tally.add(row("2", "a", new Score("m", "carrel", 1, 1)));
        tally.add(row("3", "b", new Score("m", "carrel", 0, 5)));

        // (0.5 * 4 + 1 * 1) / 5; over all 3 / 10.
        assertEquals(
                List.of(
                        new Figure("a", "m", "carrel", 0.6, 2),
                        new Figure("all", "m", "carrel", 0.3, 3),
                        new Figure("a", "r", "carrel", 1, 1),
                        new Figure("all", "r", "carrel", 1, 1),
                        new Figure("b", "m", "carrel", 0, 1)),
                tally.figures());
    }

    @Test
    void theTableHasRatiosToTheBetterBaselineAndAims() {
        List<Figure> figures =
                List.of(
                        new Figure("set", "recall@16", "carrel", 0.6, 20),
                        new Figure("set", "recall@16", "words", 0.4, 20),
                        new Figure("set", "recall@16", "vectors", 0.5, 20),
                        new Figure("set", "recall@16", "lucene", 0.3, 20),
                        new Figure("set", "wrong documents@16", "carrel", 0.1, 20),
                        new Figure("set", "wrong documents@16", "words", 0.4, 20),
                        new Figure("set", "wrong documents@16", "vectors", 0.2, 20));

        assertEquals(
                List.of(
                        "",
                        "  set                  n  carrel   words  vectors  lucene  x best  x lucene      aim",
                        "  recall@16           20  0.6000  0.4000   0.5000  0.3000   1.200     2.000",
                        "  wrong documents@16  20  0.1000  0.4000   0.2000           0.500            <= 0.15"),
                new Report(figures, List.of(Aim.atMost("wrong documents@16", 0.15))).lines());
    }

    @Test
    void whatWasWrittenCanBeComparedWith() {
        Path file = folder.resolve("out.json");
        Tally tally = new Tally();
        Row row = row("1", "a", Score.of("recall@1", 0.25));
        tally.add(row);
        try (OutFile out = new OutFile(file, Lines.MAPPER.createObjectNode())) {
            out.begin(Lines.MAPPER.createObjectNode().put("name", "mine"));
            out.row(row.json());
            out.end(tally, true);
        }

        Map<String, List<Figure>> read = OutFile.figures(file);

        assertEquals(Map.of("mine", tally.figures()), read);
        assertEquals(
                0.25, Lines.whole(file).at("/sets/0/rows/0/scores/recall@1/carrel").asDouble());
        assertEquals(
                List.of(
                        "  a              recall@1                         carrel       0.2500 ->"
                                + "     0.5000    +0.2500  (n 1 -> 2)",
                        "  0 figures are the same"),
                Comparison.lines(
                        tally.figures(),
                        List.of(
                                new Figure("a", "recall@1", "carrel", 0.5, 2),
                                new Figure("a", "new", "carrel", 0.5, 2))));
    }

    private static Row row(String id, String group, Score... scores) {
        Row row =
                new Row(
                        new Item(
                                id,
                                group,
                                id,
                                "?",
                                List.of(),
                                List.of(),
                                Map.of(),
                                Item.Expected.NOTHING,
                                null));
        List.of(scores).forEach(row::add);
        return row;
    }
}
