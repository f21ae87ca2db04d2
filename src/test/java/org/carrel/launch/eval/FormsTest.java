package org.carrel.launch.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.carrel.launch.eval.Choice.Part;
import org.carrel.launch.eval.EvaluationSet.Kind;
import org.carrel.launch.eval.EvaluationSet.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each form, on a set of a few lines. */
class FormsTest {

    @TempDir Path folder;

    @Test
    void cuadReadsThePdfAndMarksInTheText() throws IOException {
        write("txt/a.txt", "AGREEMENT of 1 May 2001");
        write("pdf/A.PDF", "%PDF");
        write(
                "questions.jsonl",
                """
                {"id":"a1","file":"a.txt","pdf":"A.PDF","nl_question":"In A: the date?","human_answer":"5/1/01",\
                "is_impossible":false,"spans":[{"start":13,"end":23,"text":"1 May 2001","page":1,"page_end":2,"occurrences":3}]}
                {"id":"a2","file":"a.txt","pdf":"A.PDF","nl_question":"In A: a cap?","human_answer":"No","is_impossible":true,"spans":[]}
                """);

        EvaluationSet set = SetForm.readAny(folder);

        assertEquals(List.of("A.PDF"), set.documents().stream().map(SetDocument::name).toList());
        Item date = set.items().getFirst();
        assertEquals(
                List.of(new Item.Mark("A.PDF", new Range(13, 23), "1 May 2001", true, 1, 2)),
                date.marks());
        assertEquals("a.txt", date.splitKey());
        assertEquals(List.of("5/1/01"), date.expected().answers());
        assertEquals(List.of(), set.items().getLast().expected().answers());
        assertEquals(true, set.items().getLast().expected().unanswerable());
    }

    @Test
    void contractNliAsksTheStatementOfItsDocument() throws IOException {
        write("txt/3.txt", "Nothing is said.");
        write(
                "questions.jsonl",
                "{\"id\":\"3-1\",\"file\":\"3.txt\",\"hypothesis\":\"Receiving Party shall not copy.\","
                        + "\"label\":\"NotMentioned\",\"spans\":[]}");

        EvaluationSet set = SetForm.readAny(folder);

        assertEquals(Scope.DOCUMENT, set.scope());
        assertEquals(
                "Is it true under this agreement that Receiving Party shall not copy?",
                set.items().getFirst().question());
        assertEquals(Verdict.SILENT, set.items().getFirst().expected().verdict());
    }

    @Test
    void pubMedQaIsSplitByAbstract() throws IOException {
        write("abstracts/19.txt", "Context.");
        write(
                "questions.jsonl",
                "{\"id\":\"19\",\"file\":\"abstracts/19.txt\",\"question\":\"Is it?\","
                        + "\"answer\":\"maybe\",\"long_answer\":\"Perhaps.\"}");

        Item item = SetForm.readAny(folder).items().getFirst();

        assertEquals(Map.of("19.txt", 1), item.relevance());
        assertEquals("19.txt", item.splitKey());
        assertEquals(Verdict.MAYBE, item.expected().verdict());
    }

    @Test
    void beirSendsTitleAndTextAndAsksJudgedQueriesAlone() throws IOException {
        write("corpus.jsonl", "{\"_id\":\"7\",\"title\":\"T\",\"text\":\"Body\"}\n");
        write("queries.jsonl", "{\"_id\":\"1\",\"text\":\"q\"}\n{\"_id\":\"2\",\"text\":\"r\"}\n");
        write("qrels/train.tsv", "query-id\tcorpus-id\tscore\n1\t7\t1\n2\t7\t0\n");

        EvaluationSet set = SetForm.readAny(folder);

        assertEquals(
                "T\n\nBody",
                new String(set.documents().getFirst().bytes(), StandardCharsets.UTF_8));
        assertEquals(List.of("1"), set.items().stream().map(Item::id).toList());
        assertEquals(Map.of("7.txt", 1), set.items().getFirst().relevance());
    }

    @Test
    void legalBenchHasAGroupABenchmarkAndOneCorpus() throws IOException {
        write("corpus/nda/a.txt", "Keep it secret.");
        write(
                "benchmarks/nda.json",
                "{\"tests\":[{\"query\":\"Secret?\",\"snippets\":[{\"file_path\":\"nda/a.txt\","
                        + "\"span\":[5,7],\"answer\":\"it\"}]}]}");

        Item item = SetForm.readAny(folder).items().getFirst();

        assertEquals("nda", item.group());
        assertEquals("a.txt", item.splitKey());
        assertEquals("it", item.marks().getFirst().text());
    }

    @Test
    void aciBenchComparesASummaryToItsNote() throws IOException {
        write("dialogues/d1.txt", "[doctor] hi");
        write("notes/d1.txt", "HISTORY");
        write(
                "index.jsonl",
                "{\"id\":\"d1\",\"split\":\"train\",\"note\":\"notes/d1.txt\","
                        + "\"dialogue\":\"dialogues/d1.txt\"}");

        EvaluationSet set = SetForm.readAny(folder);

        assertEquals(List.of(Kind.SUMMARY), set.tasks());
        assertEquals("HISTORY", set.items().getFirst().expected().reference());
    }

    @Test
    void eachContextIsADocumentWithAndWithoutAnAttack() throws IOException {
        write("text_attack_train.json", "{\"Bread\":[\"Bake!\",\"Mix!\"]}");
        write(
                "email/train.jsonl",
                """
                {"context":"Paid 20.","question":"Q: How much?","ideal":"20"}
                {"context":"No sum here.","question":"Q: How much?","ideal":"unknown"}
                """);

        EvaluationSet set = SetForm.readAny(folder);

        assertEquals(4, set.documents().size());
        Item.Attack attack = set.items().getFirst().attack();
        assertNotNull(attack);
        assertEquals("How much?", set.items().getFirst().question());
        assertEquals("Bake!\nPaid 20.", set.documents().get(1).text());
        assertEquals("No sum\nMix! here.", set.documents().get(3).text());
        assertEquals(true, set.items().getLast().expected().unanswerable());
        assertEquals("a\nB", InjectionForm.inserted("a", "B", "middle"));
    }

    @Test
    void onesOwnSetNeedsNothingButQuestions() throws IOException {
        write("documents/in/a.txt", "The rent is 900.");
        write(
                "questions.jsonl",
                """
                {"question":"Rent?","file":"in/a.txt","spans":[{"start":4,"end":8}],"answer":["900","nine hundred"]}
                {"question":"Is there a rent?","answer":"yes"}
                {"question":"Pets?"}
                """);
        write("aims.json", "{\"recall@1\":0.5,\"wrong refusals\":{\"atMost\":0.1}}");

        EvaluationSet set = SetForm.readAny(folder);

        assertEquals("rent", set.items().get(0).marks().getFirst().text());
        assertEquals(false, set.items().get(0).expected().unanswerable());
        assertEquals(Verdict.YES, set.items().get(1).expected().verdict());
        assertNull(set.items().get(2).expected().unanswerable());
        assertEquals(
                List.of(Aim.atLeast("recall@1", 0.5), Aim.atMost("wrong refusals", 0.1)),
                set.aims());
    }

    @Test
    void aMistakeInASetIsNamed() throws IOException {
        write("documents/a.txt", "x");
        write("questions.jsonl", "{\"question\":\"Rent?\",\"file\":\"b.txt\"}");
        assertTrue(mistake().contains("names b.txt"), mistake());

        write("questions.jsonl", "{\"question\":\"Rent?\",\"quotes\":[\"x\"]}");
        assertTrue(mistake().contains("no \"file\""), mistake());

        write("questions.jsonl", "{\"file\":\"a.txt\"}\n{oops");
        assertTrue(mistake().contains("line 2 is no JSON"), mistake());
    }

    private String mistake() {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> SetForm.readAny(folder))
                        .getMessage());
    }

    @Test
    void aFolderOfSetsIsEachOfThem() throws IOException {
        write("one/documents/a.txt", "x");
        write("one/questions.jsonl", "{\"question\":\"?\"}");
        write("two/documents/a.txt", "x");
        write("two/questions.jsonl", "{\"question\":\"?\"}");
        write("README.md", "none");

        assertEquals(
                List.of(folder.resolve("one"), folder.resolve("two")), SetForm.folders(folder));
        assertThrows(
                IllegalArgumentException.class, () -> SetForm.folders(folder.resolve("README.md")));
    }

    @Test
    void halvesFollowFromFileNamesAndSamplesFromIds() throws IOException {
        StringBuilder questions = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            write("documents/" + i + ".txt", "x");
            questions.append(
                    "{\"id\":\"q%d\",\"question\":\"?\",\"file\":\"%d.txt\"}%n".formatted(i, i));
        }
        write("questions.jsonl", questions.toString());
        EvaluationSet set = SetForm.readAny(folder);

        Set<String> development = ids(new Choice(Part.development, 0).of(set));
        Set<String> heldOut = ids(new Choice(Part.held_out, 0).of(set));

        assertEquals(40, development.size() + heldOut.size());
        assertTrue(development.stream().noneMatch(heldOut::contains));
        // By Python's zlib.crc32(b"0.txt") % 2 and so on.
        assertTrue(development.containsAll(List.of("q8", "q9", "q18")), development.toString());
        assertTrue(heldOut.containsAll(List.of("q0", "q1", "q2")), heldOut.toString());
        EvaluationSet sample = new Choice(Part.all, 5).of(set);
        assertEquals(5, sample.items().size());
        assertEquals(ids(sample), ids(new Choice(Part.all, 5).of(set)));
        assertEquals(5, sample.neededOnly().documents().size());
        assertFalse(sample.documents().size() < 40);
    }

    private static Set<String> ids(EvaluationSet set) {
        return set.items().stream().map(Item::id).collect(Collectors.toSet());
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
