package org.carrel.ingest.clinical;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.carrel.ingest.ClinicalRecord.Kind;
import org.carrel.ingest.transcript.TextBuilder;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/** Orders, their results and notes, and documents that are sent as results (HL7 v2 chapter 7). */
final class Hl7Observations {

    private static final Set<String> PROSE = Set.of("TX", "FT");

    /** Table 0085. What was withdrawn stays in the text, and says so. */
    private static final Map<String, String> STATUSES =
            Map.of(
                    "F", "final",
                    "P", "preliminary",
                    "C", "corrected",
                    "R", "not verified",
                    "S", "partial",
                    "I", "pending",
                    "X", "cannot be obtained",
                    "D", "deleted",
                    "W", "entered in error",
                    "U", "final");

    private final Transcript into;
    private final TextBuilder out;
    private final RecordBuilder items;
    private @Nullable String messageTime;
    private @Nullable String orderTime;
    private @Nullable String prose;

    Hl7Observations(Transcript into, RecordBuilder items) {
        this.into = into;
        this.out = into.text();
        this.items = items;
    }

    void startMessage(@Nullable String time) {
        messageTime = time;
        orderTime = null;
        prose = null;
    }

    void order(Hl7Segment segment) {
        String name = segment.coded(4).label();
        orderTime = segment.time(7);
        prose = null;
        out.startHeading(2);
        out.append(Plain.join(", ", name == null ? "Order" : name, orderTime));
        out.endHeading();
    }

    void note(Hl7Segment segment) {
        List<String> comments = new ArrayList<>();
        for (int i = 0; i < segment.repetitions(3); i++) {
            String comment = segment.get(3, i, 1);
            if (comment != null) {
                comments.add(comment);
            }
        }
        if (!comments.isEmpty()) {
            out.line();
            out.append("Note: " + String.join("\n", comments));
            out.line();
        }
    }

    void observation(Hl7Segment segment) throws IOException {
        String type = segment.get(2);
        Coded of = segment.coded(3);
        String name = of.label() == null ? "Observation" : Plain.of(of.label());
        if (type != null && PROSE.contains(type)) {
            prose(name, segment);
            return;
        }
        prose = null;
        if ("ED".equals(type)) {
            document(name, segment);
        } else if ("RP".equals(type)) {
            String pointer = segment.get(5);
            Encapsulated.name(name, Plain.join(" ", "document elsewhere:", pointer), out);
        } else {
            result(name, of, segment);
        }
    }

    /** Lines of one typed text: its name stands before the first alone. */
    private void prose(String name, Hl7Segment segment) {
        if (!name.equals(prose)) {
            prose = name;
            out.paragraph();
            out.append(name + ":");
        }
        out.line();
        if (segment.repetitions(5) == 0 || segment.get(5) == null) {
            out.paragraph();
        }
        for (int i = 0; i < segment.repetitions(5); i++) {
            String text = segment.get(5, i, 1);
            if (text != null) {
                out.line();
                out.append(text);
            }
        }
        out.line();
    }

    /** ED: what kind of bytes, how they are written, and they themselves. */
    private void document(String name, Hl7Segment segment) throws IOException {
        String encoding = segment.get(5, 4);
        String content = segment.get(5, 5);
        if (content == null) {
            return;
        }
        if (encoding != null && encoding.equalsIgnoreCase("Base64")) {
            String type = segment.get(5, 2);
            String subtype = segment.get(5, 3);
            String media =
                    type == null || subtype == null
                            ? null
                            : (type + "/" + subtype).toLowerCase(Locale.ROOT);
            Encapsulated.attach(name, media, content.replace("\n", ""), into);
        } else {
            out.paragraph();
            out.append(name + ":\n" + content);
            out.paragraph();
        }
    }

    private void result(String name, Coded of, Hl7Segment segment) {
        String value = value(segment);
        if (value == null && segment.get(11) == null) {
            return;
        }
        String unit = segment.coded(6).code() == null ? segment.coded(6).label() : segment.get(6);
        String measured = value == null ? null : Plain.join(" ", value, unit);
        String range = segment.get(7);
        String flag = segment.get(8);
        String stated = segment.get(11);
        String status = stated == null ? null : STATUSES.getOrDefault(stated, stated);
        String time = segment.time(14) == null ? orderTime : segment.time(14);
        String more =
                Plain.join(
                        ", ",
                        range == null ? null : "reference range " + range,
                        flag == null ? null : "flag " + flag,
                        segment.time(14));
        out.line();
        int start = out.begin();
        out.append(Plain.join(": ", name, measured));
        out.append(more.isEmpty() ? "" : " (" + more + ")");
        out.append(status == null ? "" : " " + status);
        items.add(
                Statement.of(Kind.RESULT, of, name)
                        .value(measured)
                        .status(status)
                        .during(time == null ? messageTime : time, null),
                start,
                out.end());
        out.line();
    }

    private static @Nullable String value(Hl7Segment segment) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < segment.repetitions(5); i++) {
            String value = value(segment, i);
            if (value != null) {
                values.add(value);
            }
        }
        return Plain.orNull(String.join("; ", values));
    }

    private static @Nullable String value(Hl7Segment segment, int repetition) {
        String first = segment.get(5, repetition, 1);
        String type = segment.get(2);
        return switch (type == null ? "" : type) {
            case "CE", "CWE", "CNE", "CF" -> {
                String text = segment.get(5, repetition, 2);
                String original = segment.get(5, repetition, 9);
                yield text != null ? text : original != null ? original : first;
            }
            case "SN" -> String.join("", segment.components(5, repetition, 4));
            case "DT", "TS", "DTM" -> {
                String iso = Hl7Time.iso(first);
                yield iso == null ? first : iso;
            }
            default -> Plain.orNull(String.join(" ", segment.components(5, repetition, 20)));
        };
    }
}
