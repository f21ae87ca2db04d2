package org.carrel.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.carrel.ingest.ClinicalRecord.Patient;
import org.carrel.ingest.FileProperties;
import org.carrel.ingest.transcript.TextBuilder;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * The text of a FHIR file: whom it is about, the compositions as their authors wrote them, then the
 * other resources by kind, one a line, then the documents in it.
 */
final class FhirText {

    private final FhirFile file;
    private final FhirIndex index;
    private final Transcript into;
    private final TextBuilder out;
    private final RecordBuilder items = new RecordBuilder();
    private final Anchors anchors;
    private final FhirLines lines;
    private final Map<String, Map<FhirLines.Part, List<FhirLines.Line>>> persons =
            new LinkedHashMap<>();
    private boolean described;

    FhirText(FhirFile file, FhirIndex index, Transcript into) {
        this.file = file;
        this.index = index;
        this.into = into;
        this.out = into.text();
        this.anchors = new Anchors(out, new Places(), items);
        this.lines = new FhirLines(index);
    }

    void write() throws IOException {
        file.each(this::patient);
        file.each(this::composition);
        file.each(this::gather);
        boolean several = persons.keySet().stream().filter(key -> !key.isEmpty()).count() > 1;
        if (several) {
            items.severalPersons();
        }
        persons.forEach((key, parts) -> person(several ? key : null, parts));
        file.each(this::documents);
        items.finish(into);
    }

    private void patient(JsonNode resource, @Nullable String fullUrl) {
        if (!is(resource, "Patient")) {
            return;
        }
        String named = FhirValues.person(resource.path("name"));
        String birth = FhirValues.date(resource, "birthDate");
        String gender = FhirValues.text(resource.path("gender"));
        String sex =
                gender == null
                        ? null
                        : Character.toUpperCase(gender.charAt(0)) + gender.substring(1);
        List<String> identifiers = new ArrayList<>();
        for (JsonNode identifier : resource.path("identifier")) {
            String value = FhirValues.text(identifier.path("value"));
            String type = FhirValues.concept(identifier.path("type")).label();
            String from = type == null ? FhirValues.text(identifier.path("system")) : type;
            if (value != null) {
                identifiers.add(from == null ? value : value + " (" + from + ")");
            }
        }
        String name = named == null ? "" : named;
        items.patient(new Patient(name, identifiers, birth, sex));
        out.paragraph();
        line("Patient", name);
        line("Birth date", birth);
        line("Sex", sex);
        line("Identifiers", String.join(", ", identifiers));
        resource.path("address").forEach(each -> line("Address", FhirValues.address(each)));
        resource.path("telecom").forEach(each -> line("Contact", FhirValues.first(each, "value")));
        line("Deceased", FhirValues.first(resource, "deceasedDateTime", "deceasedBoolean"));
        out.paragraph();
    }

    private void composition(JsonNode resource, @Nullable String fullUrl) {
        if (!is(resource, "Composition")) {
            return;
        }
        String titled = FhirValues.text(resource.path("title"));
        String title = titled == null ? FhirValues.concept(resource.path("type")).label() : titled;
        String date = FhirValues.date(resource, "date");
        String author = index.target(resource.path("author").path(0), resource).label();
        heading(1, title == null ? "Composition" : title);
        line("Date", date);
        line("Author", author);
        line("Status", FhirValues.text(resource.path("status")));
        JsonNode sections = resource.path("section");
        if (sections.isEmpty() || lines.saysMore(resource)) {
            narrative(resource);
        }
        sections.forEach(section -> section(section, 2));
        if (!described) {
            described = true;
            into.properties(
                    new FileProperties(
                            title,
                            author,
                            Hl7Time.instant(date),
                            FhirValues.text(resource.path("language"))));
        }
    }

    private void section(JsonNode section, int level) {
        String titled = FhirValues.text(section.path("title"));
        String title = titled == null ? FhirValues.concept(section.path("code")).label() : titled;
        if (title != null) {
            heading(level, title);
        }
        narrative(section);
        line("Empty", FhirValues.concept(section.path("emptyReason")).label());
        section.path("section").forEach(inner -> section(inner, level + 1));
    }

    private void narrative(JsonNode holder) {
        String div = FhirValues.text(holder.path("text").path("div"));
        if (div != null) {
            narrative(Xhtml.of(holder.path("text").path("div").asText()));
        }
    }

    private void narrative(Markup div) {
        new Narrative(out, new Places()).write(div);
    }

    private void gather(JsonNode resource, @Nullable String fullUrl) {
        FhirLines.Line line = lines.of(resource);
        if (line != null) {
            persons.computeIfAbsent(index.person(resource), key -> new TreeMap<>())
                    .computeIfAbsent(line.part(), key -> new ArrayList<>())
                    .add(line);
        }
    }

    /**
     * @param key when the file is about several persons
     */
    private void person(@Nullable String key, Map<FhirLines.Part, List<FhirLines.Line>> parts) {
        if (key != null) {
            String name = index.personName(key);
            heading(1, "Patient: " + (name == null ? key : name));
        }
        parts.forEach((part, all) -> part(part, all, key == null ? 1 : 2));
    }

    private void part(FhirLines.Part part, List<FhirLines.Line> all, int level) {
        heading(level, part.title());
        for (FhirLines.Line line : all) {
            out.line();
            if (line.statement() != null) {
                anchors.write("", line.statement());
                out.space();
            }
            out.append(line.text());
            out.line();
            if (line.narrative() != null) {
                narrative(line.narrative());
            }
        }
    }

    private void documents(JsonNode resource, @Nullable String fullUrl) throws IOException {
        switch (resource.path("resourceType").asText("")) {
            case "DocumentReference" -> {
                String description = FhirValues.text(resource.path("description"));
                String type = FhirValues.concept(resource.path("type")).label();
                heading(1, description != null ? description : type != null ? type : "Document");
                line("Date", FhirValues.date(resource, "date"));
                for (JsonNode content : resource.path("content")) {
                    attachment(
                            content.path("attachment"), description == null ? type : description);
                }
            }
            case "Binary" -> {
                String data = resource.path("data").asText("");
                String type = FhirValues.text(resource.path("contentType"));
                if (!data.isEmpty()) {
                    Encapsulated.attach(index.title(resource), type, data, into);
                }
            }
            case "DiagnosticReport" -> {
                String name = FhirValues.concept(resource.path("code")).label();
                for (JsonNode form : resource.path("presentedForm")) {
                    attachment(form, name);
                }
            }
            default -> {}
        }
    }

    private void attachment(JsonNode attachment, @Nullable String otherwise) throws IOException {
        String titled = FhirValues.text(attachment.path("title"));
        String title = titled == null ? otherwise : titled;
        String data = attachment.path("data").asText("");
        if (!data.isEmpty()) {
            String type = FhirValues.text(attachment.path("contentType"));
            Encapsulated.attach(title, type, data, into);
            return;
        }
        String url = FhirValues.text(attachment.path("url"));
        if (url != null) {
            line("Document elsewhere", Plain.join(", ", title, url));
        }
    }

    private static boolean is(JsonNode resource, String type) {
        return type.equals(resource.path("resourceType").asText(""));
    }

    private void heading(int level, String title) {
        out.startHeading(level);
        out.append(Plain.of(title));
        out.endHeading();
    }

    private void line(String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            Encapsulated.name(label, value, out);
        }
    }
}
