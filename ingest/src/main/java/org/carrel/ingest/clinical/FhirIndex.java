package org.carrel.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.jspecify.annotations.Nullable;

/** What the references within a file lead to. None is followed out of it. */
final class FhirIndex {

    private static final int MOST_RESOURCES = 1_000_000;

    /** The end of an address of a resource, without its version. */
    private static final Pattern RELATIVE =
            Pattern.compile("(?:^|.*/)([A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64})(?:/_history/.*)?$");

    private final Map<String, Coded> concepts = new HashMap<>();
    private final Map<String, String> persons = new HashMap<>();
    private final Map<String, String> titles = new HashMap<>();
    private @Nullable String onlyPerson;
    private int resources;

    private FhirIndex() {}

    static FhirIndex of(FhirFile file) throws IOException {
        FhirIndex index = new FhirIndex();
        file.each(index::add);
        return index;
    }

    private void add(JsonNode resource, @Nullable String fullUrl) {
        if (++resources > MOST_RESOURCES) {
            throw new RefusedException(RefusalReason.TOO_LARGE);
        }
        String type = resource.path("resourceType").asText("");
        String id = FhirValues.text(resource.path("id"));
        String relative = id == null ? null : type + "/" + id;
        String key = relative == null ? fullUrl == null ? "#" + resources : fullUrl : relative;
        Coded concept = concept(resource);
        for (String name : new String[] {fullUrl, relative}) {
            if (name != null) {
                concepts.putIfAbsent(name, concept);
                if (type.equals("Patient")) {
                    persons.putIfAbsent(name, key);
                }
            }
        }
        if (type.equals("Patient")) {
            onlyPerson = onlyPerson == null || onlyPerson.equals(key) ? key : "";
        }
        for (JsonNode content : resource.path("content")) {
            String url = FhirValues.text(content.path("attachment").path("url"));
            String title = FhirValues.text(content.path("attachment").path("title"));
            if (url != null && title != null) {
                titles.putIfAbsent(relative(url), title);
            }
        }
    }

    /** What a reader calls a resource. */
    static Coded concept(JsonNode resource) {
        String name =
                resource.path("name").isArray()
                        ? FhirValues.person(resource.path("name"))
                        : FhirValues.first(resource, "name", "title");
        if (name != null) {
            return new Coded(name, null, null);
        }
        JsonNode code = resource.path("code");
        return FhirValues.concept(code.isMissingNode() ? resource.path("type").path(0) : code);
    }

    private static String relative(String reference) {
        Matcher m = RELATIVE.matcher(reference);
        return m.matches() ? m.group(1) : reference;
    }

    /** What a Reference leads to: what is in the file, else what the reference says of it. */
    Coded target(JsonNode reference, JsonNode within) {
        String to = FhirValues.text(reference.path("reference"));
        String display = FhirValues.text(reference.path("display"));
        Coded found = to == null ? null : lookUp(to, within);
        if (found == null || found.label() == null) {
            return new Coded(display, null, null);
        }
        return found;
    }

    private @Nullable Coded lookUp(String to, JsonNode within) {
        if (to.startsWith("#")) {
            for (JsonNode contained : within.path("contained")) {
                if (to.substring(1).equals(contained.path("id").asText(""))) {
                    return concept(contained);
                }
            }
            return null;
        }
        Coded exact = concepts.get(to);
        return exact == null ? concepts.get(relative(to)) : exact;
    }

    /** Whom a resource is about: one key a person; empty when neither it nor the file says. */
    String person(JsonNode resource) {
        String to = FhirValues.text(resource.path("subject").path("reference"));
        if (to == null) {
            to = FhirValues.text(resource.path("patient").path("reference"));
        }
        if (to == null) {
            return onlyPerson == null ? "" : onlyPerson;
        }
        String exact = persons.get(to);
        return exact == null ? persons.getOrDefault(relative(to), relative(to)) : exact;
    }

    /** What the key of a person is to a reader. */
    @Nullable String personName(String key) {
        Coded concept = concepts.get(key);
        return concept == null ? null : concept.label();
    }

    /** The title under which a document refers to a Binary. */
    @Nullable String title(JsonNode binary) {
        return titles.get("Binary/" + binary.path("id").asText(""));
    }
}
