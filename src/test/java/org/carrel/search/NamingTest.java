package org.carrel.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.carrel.ingest.Passage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NamingTest {

    private static final UUID SUPPLY = UUID.randomUUID();
    private static final UUID LEASE = UUID.randomUUID();
    private static final UUID SECOND_LEASE = UUID.randomUUID();
    private static final UUID NOTE = UUID.randomUUID();
    private static final UUID POLICY = UUID.randomUUID();

    private static final Directory DIRECTORY = new ByteBuffersDirectory();
    private static DirectoryReader reader;

    @BeforeAll
    static void index() throws Exception {
        try (IndexWriter writer =
                new IndexWriter(DIRECTORY, new IndexWriterConfig(Analysis.analyzer()))) {
            String boilerplate = " The agreement ends upon termination. Delaware law governs it.";
            put(
                    writer,
                    SUPPLY,
                    about("10-K_ex4.pdf", "Supply agreement", List.of("Brightwater Foods, Inc.")),
                    "Supply Agreement between Brightwater Foods, Inc. and Hollis Mills LLC."
                            + boilerplate);
            put(
                    writer,
                    LEASE,
                    about("lease.pdf", "Lease", List.of("Hollis Mills LLC", "Oak Street Trust")),
                    "Lease of Oak Street Trust to Hollis Mills LLC. It is governed by Delaware law."
                            + boilerplate);
            put(
                    writer,
                    SECOND_LEASE,
                    about("lease 2.pdf", "Lease", List.of("Hollis Mills LLC")),
                    "Lease of Pine Road to Hollis Mills LLC." + boilerplate);
            put(
                    writer,
                    NOTE,
                    new About(
                            "note.txt",
                            "Progress note",
                            List.of("Marta Quill"),
                            List.of("00123"),
                            "2024-02-01",
                            "Progress note. Patient: Marta Quill, MRN 00123."),
                    "The patient takes metformin. The agreement with her plan ends.");
            put(
                    writer,
                    POLICY,
                    About.named("Termination_letter.pdf"),
                    "We give notice of termination of the agreement.");
        }
        reader = DirectoryReader.open(DIRECTORY);
    }

    @AfterAll
    static void close() throws Exception {
        reader.close();
        DIRECTORY.close();
    }

    @Test
    void aPartyThatOneDocumentBearsNamesIt() throws Exception {
        assertEquals(
                new Focus(Set.of(SUPPLY), "Who may end it early?"),
                of("In the supply agreement with Brightwater Foods, Inc.: Who may end it early?"));
    }

    @Test
    void theNameMayStandAtTheEndOrInsideAndInSmallLetters() throws Exception {
        assertEquals(
                new Focus(Set.of(SUPPLY), "who may end early"),
                of("who may end early under the agreement with brightwater foods"));
        String inside = "does brightwater have to carry insurance?";
        assertEquals(new Focus(Set.of(SUPPLY), inside), of(inside));
    }

    @Test
    void aPatientIsNamedByNameOrNumber() throws Exception {
        assertEquals(Set.of(NOTE), of("What does Marta Quill take?").documents());
        assertEquals(Set.of(NOTE), of("For MRN 00123, which medications?").documents());
    }

    @Test
    void aPartyOfManyDocumentsOrAPlaceNamesNone() throws Exception {
        assertEquals(Set.of(), of("What must Hollis Mills LLC pay?").documents());
        assertEquals(Set.of(), of("Does Delaware law govern?").documents());
    }

    @Test
    void aWordThatOtherTextsHoldNamesNoDocumentThatIsCalledByIt() throws Exception {
        String question = "what follows upon termination?";
        assertEquals(Focus.none(question), of(question));
    }

    @Test
    void onlyTheGivenDocumentsAreNamed() throws Exception {
        IndexSearcher searcher = new IndexSearcher(reader);
        assertEquals(
                Set.of(),
                Naming.of(
                                searcher,
                                Set.of(LEASE, SECOND_LEASE),
                                "In the agreement with Brightwater Foods, who pays?")
                        .documents());
    }

    private static Focus of(String question) throws Exception {
        return Naming.of(new IndexSearcher(reader), Set.of(), question);
    }

    private static About about(String name, String type, List<String> people) {
        return new About(name, type, people, List.of(), null, "");
    }

    private static void put(IndexWriter writer, UUID document, About about, String text)
            throws Exception {
        About opened =
                new About(
                        about.name(),
                        about.type(),
                        about.people(),
                        about.identifiers(),
                        about.date(),
                        About.opening(text));
        Passage passage = new Passage(0, 1, 0, text.length(), text, "");
        List<Document> form =
                new ArrayList<>(
                        Fields.of(
                                new Source(UUID.randomUUID(), document, 1, opened),
                                List.of(passage),
                                List.of(new float[] {1, 0})));
        writer.addDocuments(form);
    }
}
