package org.carrel.openai;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.Stream;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.answer.AuditEntries;
import org.carrel.answer.Client;
import org.carrel.answer.ScriptedModel;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.PassageIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Chats from documents, and what is refused, as the server is set by default. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(ScriptedModel.Profile.class)
@TestSecurity(
        user = "ann",
        roles = {"legal", "clinician"})
class ChatResourceTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String AGREEMENT =
            "The fee is $12,000 per month, payable within thirty (30) days.\n\nEither party may"
                    + " terminate this Agreement on sixty (60) days' written notice.";
    private static final String TRUE = "The fee is $12,000 per month.";
    private static final String FALSE = "The fee is $99,000 per month.";
    private static final String WORD = "xylograph";

    @Inject PassageIndex index;
    @Inject EmbeddingModel embeddings;
    @Inject ScriptedModel.Installed installed;
    @Inject AgroalDataSource database;

    private UUID matter = new UUID(0, 0);

    @BeforeEach
    void agreement() {
        matter = IndexedSample.matter("Fees");
        IndexedSample.put(index, embeddings, matter, "agreement.txt", AGREEMENT);
    }

    private static ValidatableResponse chat(String body) {
        return given().contentType(ContentType.JSON).body(body).post(CHAT).then();
    }

    private static String said(String messages, String more) {
        return "{\"model\": \"carrel\", \"messages\": [" + messages + "]" + more + "}";
    }

    private static String user(String text) {
        return "{\"role\": \"user\", \"content\": \"" + text + "\"}";
    }

    private String within(String route) {
        return ", \"carrel\": {\"collection\": \"" + matter + "\", \"route\": \"" + route + "\"}";
    }

    @Test
    void anAnswerFromDocumentsHasItsCitations() throws Exception {
        int before = new AuditEntries(database).count("answer.evidence");
        chat(said(user("How much is the fee?"), within("extract")))
                .statusCode(200)
                .header("Carrel-Grounded", "true")
                .body("object", equalTo("chat.completion"))
                .body("model", equalTo("carrel"))
                .body("choices[0].message.role", equalTo("assistant"))
                .body("choices[0].message.content", containsString("$12,000"))
                .body("choices[0].finish_reason", equalTo("stop"))
                .body("usage.total_tokens", equalTo(0))
                .body("carrel.grounded", equalTo(true))
                .body("carrel.answer.outcome", equalTo("grounded"))
                .body("carrel.answer.citations[0].quote", containsString("$12,000"));
        assertEquals(before + 1, new AuditEntries(database).count("answer.evidence"));
    }

    @Test
    void whatTheDocumentsDoNotSayIsSaidSo() {
        chat(said(user("What is the boiling point of tungsten?"), within("auto")))
                .statusCode(200)
                .body("choices[0].message.content", startsWith("The documents do not say."))
                .body("carrel.answer.outcome", equalTo("insufficient"));
    }

    @Test
    void whatTheEvidenceDoesNotCarryIsWithheldFromStreamsToo() {
        installed.scripted().write(TRUE, " ", FALSE);
        String stream =
                chat(said(user("How much is the fee?"), ", \"stream\": true" + within("generate")))
                        .statusCode(200)
                        .contentType("text/event-stream")
                        .header("Carrel-Grounded", "true")
                        .extract()
                        .asString();
        assertTrue(stream.startsWith("data: {"), stream);
        assertTrue(stream.endsWith("data: [DONE]\n\n"), stream);
        assertTrue(stream.contains("\"content\":\"" + TRUE), stream);
        assertFalse(stream.contains("99,000"), stream);
        assertTrue(stream.contains("\"withheld\":1"), stream);
    }

    @Test
    void anAnswerThatNoModelWritesIsStreamedToo() {
        String stream =
                chat(said(
                                user("How much is the fee?"),
                                ", \"stream\": true, \"stream_options\": {\"include_usage\": true}"
                                        + within("extract")))
                        .statusCode(200)
                        .extract()
                        .asString();
        assertTrue(stream.contains("$12,000 per month"), stream);
        assertTrue(stream.contains("\"choices\":[],\"usage\":{"), stream);
    }

    @Test
    void aClientThatLeavesStopsItsAnswer() throws Exception {
        installed.scripted().write(TRUE, ScriptedModel.WAIT);
        String body = said(user("How much is the fee?"), ", \"stream\": true" + within("generate"));
        try (Client client = Client.asking(CHAT, "application/json", body)) {
            client.reads("\"role\":\"assistant\"");
            Client.await(() -> installed.scripted().live() == 1);
        }
        Client.await(() -> installed.scripted().live() == 0);
    }

    @Test
    void aClientThatLeavesWhileItAwaitsTheWholeStopsItToo() throws Exception {
        installed.scripted().write(ScriptedModel.WAIT);
        String body = said(user("How much is the fee?"), within("generate"));
        try (Client client = Client.asking(CHAT, "application/json", body)) {
            Client.await(() -> installed.scripted().live() == 1);
        }
        Client.await(() -> installed.scripted().live() == 0);
    }

    @Test
    void aFullQueueSaysWhenToComeBack() throws Exception {
        installed.scripted().write(ScriptedModel.WAIT);
        String body = said(user("How much is the fee?"), ", \"stream\": true" + within("generate"));
        try (Client first = Client.asking(CHAT, "application/json", body);
                Client second = Client.asking(CHAT, "application/json", body)) {
            Client.await(() -> installed.scripted().live() == 2);
            chat(body)
                    .statusCode(429)
                    .header("Retry-After", "7")
                    .body("error.type", equalTo("rate_limit_error"))
                    .body("error.code", equalTo("busy"));
        }
        Client.await(() -> installed.scripted().live() == 0);
    }

    @Test
    void aFollowUpIsUnderstoodFromTheConversation() {
        String answer = "{\"role\": \"assistant\", \"content\": \"Delaware\"},";
        chat(said(
                        user("What is the governing law?") + "," + answer + user("And the fee?"),
                        within("extract")))
                .statusCode(200)
                .body("carrel.answer.standalone", equalTo("What is the fee?"))
                .body("carrel.turnsLeftOut", equalTo(0));
    }

    @Test
    void whatIsLeftOutOfALongConversationIsSaid() {
        String turn = user("Why?") + ", {\"role\": \"assistant\", \"content\": \"Because.\"},";
        chat(said(turn.repeat(12) + user("How much is the fee?"), within("extract")))
                .statusCode(200)
                .body("carrel.turnsLeftOut", equalTo(2));
    }

    @Test
    void aModelDoesNotAnswerAloneUnlessItIsSwitchedOn() throws Exception {
        int before = new AuditEntries(database).count("question.refused");
        chat(said(user("Who?"), "").replace("\"carrel\"", "\"scripted\""))
                .statusCode(403)
                .contentType(ContentType.JSON)
                .body("error.code", equalTo("switched_off"))
                .body("error.type", equalTo("permission_error"));
        AuditEntries entries = new AuditEntries(database);
        assertEquals(before + 1, entries.count("question.refused"));
        String details = entries.last("question.refused");
        assertTrue(details.contains("urn:carrel:problem:switched-off"), details);
        assertTrue(details.contains("chat/completions"), details);
    }

    @Test
    void aPatientsRecordTakesAPurposeInTheBodyToo() {
        String ward =
                given().contentType(ContentType.JSON)
                        .body("{\"name\": \"Ward\", \"kind\": \"patient\"}")
                        .post("/api/v1/collections")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        String of = ", \"carrel\": {\"collection\": \"" + ward + "\"%s}";
        chat(said(user("Which drugs?"), of.formatted("")))
                .statusCode(403)
                .body("error.code", equalTo("purpose_required"));
        chat(said(user("Which drugs?"), of.formatted(", \"purpose\": \"TREAT\""))).statusCode(200);
        chat(said(user("Which drugs?"), of.formatted(", \"purpose\": \"" + WORD + "\"")))
                .statusCode(400)
                .body("error.message", not(containsString(WORD)));
    }

    @Test
    void theModelsAreListed() {
        given().get("/v1/models")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("object", equalTo("list"))
                .body("data.id", hasItems("carrel", "scripted", "bge-small-en-v1.5-q"));
        given().get("/v1/models/scripted").then().statusCode(200).body("object", equalTo("model"));
        given().get("/v1/models/" + WORD)
                .then()
                .statusCode(404)
                .body("error.code", equalTo("model_not_found"))
                .body("error.message", not(containsString(WORD)));
    }

    @Test
    void whatIsNotThereIsSaidInTheSameForm() {
        given().get("/v1/nothing").then().statusCode(404).body("error.code", equalTo("not_found"));
    }

    /**
     * @param body of which the word stands in no answer
     * @param param empty for none
     */
    private record Bad(String name, String body, int status, String code, String param) {}

    private Stream<Bad> table() {
        String image = "{\"role\": \"user\", \"content\": [{\"type\": \"image_url\"}]}";
        String tool = "{\"role\": \"tool\", \"content\": \"" + WORD + "\"}";
        String system = "{\"role\": \"system\", \"content\": \"" + WORD + "\"}";
        String good = user(WORD);
        return Stream.of(
                new Bad("no body", "", 400, "invalid_request", ""),
                new Bad("null", "null", 400, "invalid_request", ""),
                new Bad("not JSON", WORD, 400, "invalid_request", ""),
                new Bad("no messages", said("", ""), 400, "invalid_request", "messages"),
                new Bad("null message", said("null", ""), 400, "invalid_request", "messages[0]"),
                new Bad("empty", said(user(""), ""), 400, "invalid_request", "messages[0].content"),
                new Bad(
                        "blank",
                        said(user(" "), ""),
                        400,
                        "invalid_request",
                        "messages[0].content"),
                new Bad(
                        "control character",
                        said(user(WORD + "\\u0000"), ""),
                        400,
                        "invalid_request",
                        "messages[0].content"),
                new Bad(
                        "role",
                        said(good.replace("user", "king"), ""),
                        400,
                        "invalid_request",
                        "messages[0].role"),
                new Bad(
                        "two users",
                        said(good + "," + good, ""),
                        400,
                        "invalid_request",
                        "messages[1].role"),
                new Bad(
                        "the assistant's turn",
                        said(good + "," + good.replace("user", "assistant"), ""),
                        400,
                        "invalid_request",
                        "messages"),
                new Bad(
                        "tool's message",
                        said(tool, ""),
                        400,
                        "unsupported_parameter",
                        "messages[0].role"),
                new Bad(
                        "picture",
                        said(image, ""),
                        400,
                        "unsupported_parameter",
                        "messages[0].content"),
                new Bad(
                        "name",
                        said(good.replace("{", "{\"name\": \"a\", "), ""),
                        400,
                        "unsupported_parameter",
                        "messages[0].name"),
                new Bad(
                        "instructions",
                        said(system + "," + good, ""),
                        400,
                        "unsupported_parameter",
                        "messages"),
                new Bad("n", said(good, ", \"n\": 2"), 400, "unsupported_parameter", "n"),
                new Bad(
                        "tools",
                        said(good, ", \"tools\": [{\"type\": \"function\"}]"),
                        400,
                        "unsupported_parameter",
                        "tools"),
                new Bad(
                        "logprobs",
                        said(good, ", \"logprobs\": true"),
                        400,
                        "unsupported_parameter",
                        "logprobs"),
                new Bad(
                        "penalty",
                        said(good, ", \"frequency_penalty\": 0.5"),
                        400,
                        "unsupported_parameter",
                        "frequency_penalty"),
                new Bad(
                        "schema",
                        said(good, ", \"response_format\": {\"type\": \"json_object\"}"),
                        400,
                        "unsupported_parameter",
                        "response_format"),
                new Bad(
                        "unknown field",
                        said(good, ", \"" + WORD + "!\": 1"),
                        400,
                        "unsupported_parameter",
                        "?"),
                new Bad(
                        "temperature",
                        said(good, ", \"temperature\": 3"),
                        400,
                        "invalid_request",
                        "temperature"),
                new Bad(
                        "warm documents",
                        said(good, ", \"temperature\": 1"),
                        400,
                        "unsupported_parameter",
                        "temperature"),
                new Bad(
                        "limit",
                        said(good, ", \"max_tokens\": 5"),
                        400,
                        "unsupported_parameter",
                        "max_tokens"),
                new Bad("stop", said(good, ", \"stop\": [1]"), 400, "invalid_request", "stop"),
                new Bad(
                        "unknown model",
                        said(good, "").replace("\"carrel\"", "\"" + WORD + "\""),
                        404,
                        "model_not_found",
                        "model"),
                new Bad(
                        "misspelt extension",
                        said(good, ", \"carrel\": {\"colections\": []}"),
                        400,
                        "invalid_request",
                        ""),
                new Bad(
                        "unknown collection",
                        said(
                                good,
                                ", \"carrel\": {\"collection\":"
                                        + " \"7d2f6a54-4f1c-4c32-9a52-000000000000\"}"),
                        404,
                        "not_found",
                        ""),
                new Bad(
                        "long question",
                        said(user(WORD + "a".repeat(2000)), ""),
                        400,
                        "invalid_request",
                        ""),
                new Bad(
                        "huge message",
                        said(user(WORD.repeat(200_000)), ""),
                        413,
                        "too_large",
                        ""));
    }

    @TestFactory
    Stream<DynamicTest> whatCannotBeDoneIsRefusedInOpenAisForm() {
        return table().map(bad -> dynamicTest(bad.name(), () -> assertRefused(bad)));
    }

    private static void assertRefused(Bad bad) {
        chat(bad.body())
                .statusCode(bad.status())
                .contentType(ContentType.JSON)
                .body("error.code", equalTo(bad.code()))
                .body("error.param", bad.param().isEmpty() ? nullValue() : equalTo(bad.param()))
                .body("error.message", not(containsString(WORD)));
    }

    @Test
    void fieldsThatAskForNothingAreTaken() {
        String more =
                ", \"n\": 1, \"tools\": [], \"tool_choice\": \"auto\", \"logprobs\": false,"
                        + " \"frequency_penalty\": 0, \"presence_penalty\": 0.0, \"temperature\": 0,"
                        + " \"top_p\": 1, \"seed\": 5, \"user\": \"a\", \"stop\": null,"
                        + " \"response_format\": {\"type\": \"text\"}";
        chat(said(user("How much is the fee?"), more + within("extract"))).statusCode(200);
    }

    @Test
    void vectorsAreThoseOfTheIndex() throws Exception {
        int before = new AuditEntries(database).count("embeddings.made");
        given().contentType(ContentType.JSON)
                .body("{\"model\": \"bge-small-en-v1.5-q\", \"input\": [\"a fee\", \"a rent\"]}")
                .post("/v1/embeddings")
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(2))
                .body("data[1].index", equalTo(1))
                .body("data[0].embedding.size()", equalTo(384))
                .body("usage.prompt_tokens", equalTo(8));
        AuditEntries entries = new AuditEntries(database);
        assertEquals(before + 1, entries.count("embeddings.made"));
        assertTrue(entries.last("embeddings.made").contains("modelSha256"));
    }

    @TestFactory
    Stream<DynamicTest> textsThatCannotBeVectorsAreRefused() {
        String model = "{\"model\": \"bge-small-en-v1.5-q\", \"input\": ";
        return Stream.of(
                        new Bad("none", model + "[]}", 400, "invalid_request", "input"),
                        new Bad("blank", model + "\" \"}", 400, "invalid_request", "input"),
                        new Bad("tokens", model + "[1, 2]}", 400, "unsupported_parameter", "input"),
                        new Bad(
                                "too long",
                                model + "\"" + (WORD + " ").repeat(600) + "\"}",
                                400,
                                "context_length_exceeded",
                                "input"),
                        new Bad(
                                "dimensions",
                                model + "\"a\", \"dimensions\": 5}",
                                400,
                                "unsupported_parameter",
                                "dimensions"),
                        new Bad(
                                "form",
                                model + "\"a\", \"encoding_format\": \"b\"}",
                                400,
                                "invalid_request",
                                "encoding_format"),
                        new Bad(
                                "unknown field",
                                model + "\"a\", \"" + WORD + "!\": 1}",
                                400,
                                "unsupported_parameter",
                                "?"),
                        new Bad(
                                "model",
                                "{\"model\": \"carrel\", \"input\": \"a\"}",
                                404,
                                "model_not_found",
                                "model"))
                .map(bad -> dynamicTest(bad.name(), () -> assertNoVector(bad)));
    }

    private static void assertNoVector(Bad bad) {
        given().contentType(ContentType.JSON)
                .body(bad.body())
                .post("/v1/embeddings")
                .then()
                .statusCode(bad.status())
                .body("error.code", equalTo(bad.code()))
                .body("error.param", equalTo(bad.param()))
                .body("error.message", not(containsString(WORD)));
    }
}
