package org.carrel;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.util.List;
import java.util.UUID;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passage;
import org.carrel.ingest.Passages;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.PassageIndex;

/** Puts text into a collection's index without the way through upload and extraction. */
public final class IndexedSample {

    private IndexedSample() {}

    /** A new matter of the current test user. */
    public static UUID matter(String name) {
        String id =
                given().contentType(ContentType.JSON)
                        .body("{\"name\": \"" + name + "\", \"kind\": \"matter\"}")
                        .post("/api/v1/collections")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        return UUID.fromString(id);
    }

    public static UUID put(
            PassageIndex index, EmbeddingModel model, UUID collection, String name, String text) {
        UUID document = UUID.randomUUID();
        List<Passage> passages =
                Passages.of(text, List.of(new Page(1, 0, text.length())), List.of(), List.of());
        index.replace(
                collection,
                document,
                1,
                name,
                passages,
                model.embedPassages(passages.stream().map(Passage::text).toList()));
        return document;
    }
}
