package org.carrel;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Every way in which a caller can look at what they may read. Of each answer is kept all but what
 * differs between two answers to one call: trace ids, ids that name one answer, durations.
 */
final class Looks {

    static final List<String> QUERIES =
            List.of(
                    "Who repairs the roof?",
                    "rent of the tenant",
                    "How can the supply agreement be terminated?",
                    "In the Supply Agreement between Northwind and Contoso: which law governs?",
                    "What is the fee under the MSA?",
                    "Section 2");

    private static final Pattern VARYING =
            Pattern.compile("\"(?:traceId|answerId)\":\"[^\"]*\"|\"\\w+Ms\":\\d+");

    /** Of a collection and of a document of which nobody may know. */
    private static final UUID NOBODYS = UUID.fromString("7d2f6a54-4f1c-4c32-9a52-000000000000");

    private final ObjectMapper json = new ObjectMapper();
    private final Mine mine;
    private final UUID forbidden;
    private final Predicate<String> wanted;
    private final Map<String, String> seen = new LinkedHashMap<>();

    /**
     * What the caller may read.
     *
     * @param answer that they were given before
     */
    record Mine(List<UUID> collections, List<UUID> documents, String answer) {}

    private Looks(Mine mine, UUID forbidden, Predicate<String> wanted) {
        this.mine = mine;
        this.forbidden = forbidden;
        this.wanted = wanted;
    }

    /**
     * What the caller sees, by what they look at.
     *
     * @param forbidden a collection of another's
     * @param wanted which looks are to be taken
     */
    static Map<String, String> of(Mine mine, UUID forbidden, Predicate<String> wanted)
            throws JsonProcessingException {
        Looks looks = new Looks(mine, forbidden, wanted);
        looks.searches();
        looks.questions();
        looks.conversations();
        looks.comparisons();
        looks.summaries();
        looks.lists();
        looks.refusals();
        return looks.seen;
    }

    private void searches() throws JsonProcessingException {
        for (int i = 0; i < QUERIES.size(); i++) {
            String query = QUERIES.get(i);
            search("search " + i, query, Map.of("limit", 20));
            search("search all versions " + i, query, Map.of("allVersions", true));
            search("search one collection " + i, query, Map.of("collections", one()));
            for (String ranking : List.of("words", "vectors")) {
                search("search by " + ranking + " " + i, query, Map.of("ranking", ranking));
            }
            search("search in a part " + i, query, Map.of("filter", part()));
        }
    }

    private void questions() throws JsonProcessingException {
        for (int i = 0; i < QUERIES.size(); i++) {
            String query = QUERIES.get(i);
            ask("ask " + i, query, Map.of());
        }
        String question = QUERIES.getFirst();
        ask("ask all versions", question, Map.of("allVersions", true));
        ask("ask a part", "What is the fee?", Map.of("filter", part()));
        search("search a document", question, Map.of("documents", mine.documents().subList(0, 1)));
        search("search in a section", question, Map.of("filter", Map.of("section", "Term")));
        ask("ask a document", question, Map.of("documents", mine.documents().subList(0, 1)));
        ask("ask in vain", "What is the boiling point of tungsten?", Map.of());
        post("ask, written", "ask", Map.of("question", question, "route", "generate"));
        stream("ask, streamed", "ask", Map.of("question", question, "route", "extract"));
        get("/api/v1/answers/" + mine.answer());
    }

    /** Follow-ups, whose missing words come from the turns before. */
    private void conversations() throws JsonProcessingException {
        Map<String, Object> turn =
                Map.of(
                        "question",
                        "How can the supply agreement be terminated?",
                        "answer",
                        "Either party may terminate this agreement on sixty (60) days' notice.");
        for (String followUp :
                List.of("Which law governs it?", "And the rent?", "What about the MSA?")) {
            ask("follow-up: " + followUp, followUp, Map.of("history", List.of(turn)));
        }
    }

    private void comparisons() throws JsonProcessingException {
        for (String question :
                List.of("Compare the notice periods.", "What is the fee?", "Which law governs?")) {
            ask("compare all: " + question, question, Map.of("compare", true));
            ask(
                    "compare chosen: " + question,
                    question,
                    Map.of("compare", true, "documents", mine.documents()));
            ask("compare a part: " + question, question, Map.of("compare", true, "filter", part()));
        }
        stream(
                "compare, streamed",
                "ask",
                Map.of("question", "What is the fee?", "compare", true, "route", "extract"));
    }

    private void summaries() throws JsonProcessingException {
        for (UUID document : mine.documents()) {
            String call = "documents/" + document + "/summary";
            for (String style : List.of("brief", "sections")) {
                post(style + " of " + document, call, Map.of("style", style));
            }
            post("fitting of " + document, call, Map.of());
            stream("streamed summary of " + document, call, Map.of());
        }
    }

    private void lists() {
        get("/api/v1/collections");
        for (UUID collection : mine.collections()) {
            for (String call : List.of("", "/documents", "/jobs")) {
                get("/api/v1/collections/" + collection + call);
            }
        }
        for (UUID document : mine.documents()) {
            for (String call :
                    List.of("", "/text", "/versions", "/metadata", "/boxes?start=0&end=9")) {
                get("/api/v1/documents/" + document + call);
            }
        }
        get("/api/v1/jobs");
        get("/api/v1/document-types");
        get("/api/v1/me");
    }

    /** What names what the caller may not read, or what is not there, alone or beside their own. */
    private void refusals() throws JsonProcessingException {
        UUID own = mine.documents().getFirst();
        String question = QUERIES.getFirst();
        for (UUID collection : List.of(forbidden, NOBODYS)) {
            List<UUID> both = List.of(mine.collections().getFirst(), collection);
            String at = collection.equals(NOBODYS) ? "nobody's" : "another's";
            search("search " + at, question, Map.of("collections", List.of(collection)));
            search("search mine and " + at, question, Map.of("collections", both));
            ask("ask " + at, question, Map.of("collections", List.of(collection)));
            ask("ask mine and " + at, question, Map.of("collections", both));
        }
        ask("ask of nobody's", question, Map.of("documents", List.of(NOBODYS)));
        ask("ask of mine and nobody's", question, Map.of("documents", List.of(NOBODYS, own)));
        get("/api/v1/answers/" + NOBODYS);
        get("/api/v1/documents/" + NOBODYS);
        post("summary of nobody's", "documents/" + NOBODYS + "/summary", Map.of());
    }

    private List<UUID> one() {
        return mine.collections().subList(0, 1);
    }

    private static Map<String, String> part() {
        return Map.of("party", "Contoso", "from", "2020-01-01");
    }

    private void search(String look, String query, Map<String, Object> more)
            throws JsonProcessingException {
        post(look, "search", with(more, "query", query));
    }

    private void ask(String look, String question, Map<String, Object> more)
            throws JsonProcessingException {
        post(look, "ask", with(with(more, "question", question), "route", "extract"));
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        Map<String, Object> all = new HashMap<>(body);
        all.put(name, value);
        return all;
    }

    private void post(String look, String call, Map<String, Object> body)
            throws JsonProcessingException {
        send(look, "application/json", call, body);
    }

    private void stream(String look, String call, Map<String, Object> body)
            throws JsonProcessingException {
        send(look, "text/event-stream", call, body);
    }

    private void send(String look, String accept, String call, Map<String, Object> body)
            throws JsonProcessingException {
        if (wanted.test(look)) {
            seen.put(
                    look,
                    normal(
                            given().contentType("application/json")
                                    .accept(accept)
                                    .body(json.writeValueAsString(body))
                                    .post("/api/v1/" + call)));
        }
    }

    private void get(String path) {
        if (wanted.test(path)) {
            seen.put(path, normal(given().get(path)));
        }
    }

    private static String normal(Response response) {
        return response.statusCode()
                + " "
                + response.contentType()
                + "\n"
                + VARYING.matcher(response.asString()).replaceAll("");
    }
}
