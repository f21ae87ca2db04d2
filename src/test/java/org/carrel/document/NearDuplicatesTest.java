package org.carrel.document;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.ingest.likeness.Signature;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "ada", roles = "legal")
class NearDuplicatesTest {

    private static final List<String> GOODS =
            List.of("apples", "barley", "candles", "drums", "eggs", "flax", "glass", "hops");

    private static final String CONTRACT =
            "SUPPLY AGREEMENT\n\n"
                    + IntStream.range(0, 40)
                            .mapToObj(i ->
                                    (i + 1)
                                            + ". The seller delivers "
                                            + GOODS.get(i % GOODS.size())
                                            + " of lot "
                                            + (7 * i + 3)
                                            + " to the buyer within "
                                            + (i % 9 + 2)
                                            + " days of the order.\n")
                            .collect(Collectors.joining());

    private static final String ONE_WORD = CONTRACT.replace("of lot 31 ", "of lot 32 ");

    private static final String ONE_PARAGRAPH =
            CONTRACT
                    + "\nThe buyer may return goods that are not as described, at the seller's cost,"
                    + " until the end of the month that follows their delivery.\n";

    private static final String UNRELATED =
            "The tenant keeps the garden, feeds the cat and waters the plants on the sill. "
                            .repeat(3)
                    + "He pays the rent on the first of each month into the landlord's account.";

    @Inject NearDuplicates duplicates;
    @Inject Documents documents;

    @Test
    void documentsWithAlmostTheSameTextAreShown() {
        UUID matter = IndexedSample.matter("Alike");
        Upload first = Upload.of(matter, "first.txt", CONTRACT).ended();
        Upload word = Upload.of(matter, "word.txt", ONE_WORD).ended();
        Upload paragraph = Upload.of(matter, "paragraph.txt", ONE_PARAGRAPH).ended();
        Upload unrelated = Upload.of(matter, "unrelated.txt", UNRELATED).ended();

        similar(first)
                .body("similar.name", containsInAnyOrder("word.txt", "paragraph.txt"))
                .body("similar.similarity.min()", greaterThan(0.8f));
        similar(word).body("similar.documentId", hasSize(2));
        similar(paragraph).body("similar.name", containsInAnyOrder("first.txt", "word.txt"));
        similar(unrelated).body("similar", empty());
    }

    @Test
    void anotherCollectionsDocumentsAreNot() {
        UUID one = IndexedSample.matter("Apart");
        UUID other = IndexedSample.matter("Apart too");
        Upload here = Upload.of(one, "here.txt", CONTRACT).ended();
        Upload there = Upload.of(other, "there.txt", CONTRACT).ended();

        similar(here).body("similar", empty());
        similar(there).body("similar", empty());
        // What is stored of them cannot be told to be of one text either.
        Signature hereSigned = duplicates.signature(one, CONTRACT).orElseThrow();
        Signature thereSigned = duplicates.signature(other, CONTRACT).orElseThrow();
        assertNotEquals(hereSigned, thereSigned);
        assertTrue(hereSigned.similarity(thereSigned) < 0.1);
    }

    @Test
    void aNewVersionIsComparedAnewAndNotWithItsOwnEarlierOnes() {
        UUID matter = IndexedSample.matter("Anew");
        Upload first = Upload.of(matter, "first.txt", CONTRACT).ended();
        Upload second = Upload.of(matter, "second.txt", UNRELATED).ended();
        similar(first).body("similar", empty());

        assertEquals(
                second.document(), Upload.of(matter, "second.txt", ONE_WORD).ended().document());
        similar(first).body("similar.name", contains("second.txt"));
        similar(second).body("similar.name", contains("first.txt"));

        Upload.of(matter, "second.txt", UNRELATED + " And the gas.").ended();
        similar(first).body("similar", empty());
        similar(second).body("similar", empty());
    }

    @Test
    void aFormOfWhichThereAreManyMakesBoundedWork() {
        UUID matter = IndexedSample.matter("Form");
        List<Upload> copies =
                IntStream.range(0, 30)
                        .mapToObj(i -> Upload.of(matter, i + ".txt", CONTRACT + "Signed: s" + i))
                        .toList();
        copies.forEach(Upload::ended);

        similar(copies.getLast()).body("similar", hasSize(20));
    }

    @Test
    void aTextWithoutWordsIsLikeNothing() {
        UUID matter = IndexedSample.matter("Nothing");
        Upload upload = Upload.of(matter, "a.txt", CONTRACT).ended();
        Upload other = Upload.of(matter, "b.txt", ONE_WORD).ended();
        similar(upload).body("similar", hasSize(1));

        QuarkusTransaction.requiringNew()
                .run(() ->
                        duplicates.entered(
                                documents.find(upload.document(), 1).orElseThrow(),
                                Optional.empty()));

        similar(upload).body("similar", empty());
        similar(other).body("similar", empty());
    }

    private static ValidatableResponse similar(Upload upload) {
        return given().get(upload.path()).then().statusCode(200);
    }
}
