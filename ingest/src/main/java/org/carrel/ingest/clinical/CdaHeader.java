package org.carrel.ingest.clinical;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carrel.ingest.ClinicalRecord.Kind;
import org.carrel.ingest.ClinicalRecord.Patient;
import org.carrel.ingest.FileProperties;
import org.carrel.ingest.transcript.TextBuilder;
import org.jspecify.annotations.Nullable;

/** What stands before a CDA document's body: its title, whom it is about, who wrote it and when. */
final class CdaHeader {

    private static final Map<String, String> SEXES =
            Map.of("M", "Male", "F", "Female", "UN", "Undifferentiated");

    /** Participations in the order of the schema, and what a reader calls them. */
    private static final List<Map.Entry<String, String>> PEOPLE =
            List.of(
                    Map.entry("author", "Author"),
                    Map.entry("dataEnterer", "Entered by"),
                    Map.entry("informant", "Informant"),
                    Map.entry("custodian", "Custodian"),
                    Map.entry("informationRecipient", "For"),
                    Map.entry("legalAuthenticator", "Signed by"),
                    Map.entry("authenticator", "Also signed by"),
                    Map.entry("participant", "Participant"));

    private static final int LONGEST = 500;

    private final Markup header;
    private final CdaValues values;

    CdaHeader(List<Markup> children, CdaValues values) {
        this.header = new Markup("ClinicalDocument", Map.of(), List.copyOf(children));
        this.values = values;
    }

    void write(TextBuilder out, Anchors anchors, RecordBuilder items) {
        String title = title();
        if (title != null) {
            out.startHeading(1);
            out.append(title);
            out.endHeading();
        }
        header.children("recordTarget").forEach(target -> writePatient(target, out, items));
        out.paragraph();
        line(out, "Date", Hl7Time.iso(header.at("effectiveTime").attribute("value")));
        for (Map.Entry<String, String> role : PEOPLE) {
            header.children(role.getKey())
                    .forEach(each -> line(out, role.getValue(), people(each)));
        }
        header.children("documentationOf").forEach(each -> writeService(each, out));
        header.children("componentOf")
                .map(each -> each.at("encompassingEncounter"))
                .filter(each -> each != Markup.NOTHING)
                .forEach(each -> anchors.write("Encounter: ", encounter(each)));
        out.paragraph();
    }

    FileProperties properties() {
        String author = header.children("author").map(CdaHeader::people).findFirst().orElse("");
        return new FileProperties(
                cut(title()),
                cut(Plain.orNull(author)),
                Hl7Time.instant(Hl7Time.iso(header.at("effectiveTime").attribute("value"))),
                header.at("languageCode").attribute("code"));
    }

    private @Nullable String title() {
        String title = Plain.orNull(header.at("title").text());
        return title == null ? header.at("code").attribute("displayName") : title;
    }

    private static @Nullable String cut(@Nullable String words) {
        return words == null || words.length() <= LONGEST ? words : words.substring(0, LONGEST);
    }

    private void writePatient(Markup target, TextBuilder out, RecordBuilder items) {
        Markup role = target.at("patientRole");
        Markup person = role.at("patient");
        List<String> identifiers =
                role.children("id").map(CdaHeader::identifier).filter(Objects::nonNull).toList();
        String name = CdaValues.name(person.at("name"));
        String birth = Hl7Time.iso(person.at("birthTime").attribute("value"));
        Coded sex = values.coded(person.at("administrativeGenderCode"));
        String stated = sex.label();
        if (sex.code() != null && sex.name() == null) {
            stated = SEXES.getOrDefault(sex.code(), sex.code());
        }
        items.patient(new Patient(name, identifiers, birth, stated));
        out.paragraph();
        line(out, "Patient", name);
        line(out, "Birth date", birth);
        line(out, "Sex", stated);
        line(out, "Identifiers", String.join(", ", identifiers));
        role.children("addr").forEach(each -> line(out, "Address", each.text()));
        role.children("telecom").forEach(each -> line(out, "Contact", contact(each)));
        person.children("guardian").forEach(each -> line(out, "Guardian", people(each)));
    }

    private static @Nullable String identifier(Markup id) {
        String extension = id.attribute("extension");
        String authority = id.attribute("assigningAuthorityName");
        String root = id.attribute("root");
        if (extension == null) {
            return root;
        }
        String from = CodeSystems.name(root, authority);
        return from == null ? extension : extension + " (" + from + ")";
    }

    private static @Nullable String contact(Markup telecom) {
        String value = telecom.attribute("value");
        return value == null ? null : value.replaceFirst("^(?:tel|mailto):\\s*", "");
    }

    /** The names of people and organizations in it, and what device wrote it. */
    private static String people(Markup participation) {
        Set<String> names = new LinkedHashSet<>();
        participation
                .all()
                .filter(each -> each.is("name") || each.is("softwareName"))
                .map(CdaValues::name)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        String time = CdaValues.from(participation.at("time"));
        for (Markup role : participation.elements().toList()) {
            String relation = role.at("code").attribute("displayName");
            if (relation != null && !names.isEmpty()) {
                names.add(relation);
            }
        }
        String said = String.join(", ", names);
        return said.isEmpty() || time == null ? said : said + " (" + time + ")";
    }

    private static void writeService(Markup documentation, TextBuilder out) {
        Markup event = documentation.at("serviceEvent");
        Markup time = event.at("effectiveTime");
        line(out, "Period of care", Plain.join(" to ", CdaValues.from(time), CdaValues.to(time)));
        event.children("performer").forEach(each -> line(out, "Care team", people(each)));
    }

    private Statement encounter(Markup element) {
        Coded type = values.coded(element.at("code"));
        Markup time = element.at("effectiveTime");
        String place =
                Stream.of(element.at("location", "healthCareFacility"))
                        .flatMap(Markup::all)
                        .filter(each -> each.is("name"))
                        .map(CdaValues::name)
                        .distinct()
                        .collect(Collectors.joining(", "));
        String name = type.label() == null ? "Encounter" : type.label();
        return Statement.of(Kind.ENCOUNTER, type, name)
                .value(Plain.orNull(place))
                .during(CdaValues.from(time), CdaValues.to(time));
    }

    private static void line(TextBuilder out, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            Encapsulated.name(label, value, out);
        }
    }
}
