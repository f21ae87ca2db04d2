package org.carrel.ingest.clinical;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import java.util.ArrayList;
import java.util.List;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * One line of an HL7 version 2 message, with its escapes decoded. Fields and components are counted
 * from 1, repetitions from 0. HL7's explicit null, {@code ""}, is nothing here.
 */
final class Hl7Segment {

    private static final int MOST_FIELDS = 1000;
    private static final int MOST_PARTS = 20_000;

    private final Segment segment;

    private Hl7Segment(Segment segment) {
        this.segment = segment;
    }

    /** Parses single segments: no message structure is looked for, so any version will do. */
    static final class Parser {

        private final PipeParser parser;
        private final GenericMessage parent;

        Parser() {
            GenericModelClassFactory generic = new GenericModelClassFactory();
            this.parser = new PipeParser(generic);
            this.parent = new GenericMessage.V251(generic);
        }

        Hl7Segment parse(String line, EncodingCharacters marks) {
            if (line.chars().filter(c -> c == marks.getFieldSeparator()).count() > MOST_FIELDS
                    || line.chars().filter(c -> isMark(c, marks)).count() > MOST_PARTS) {
                throw new RefusedException(RefusalReason.TOO_COMPLEX);
            }
            GenericSegment segment = new GenericSegment(parent, line.substring(0, 3));
            try {
                parser.parse(segment, line, marks);
            } catch (HL7Exception e) {
                throw (RefusedException) new RefusedException(RefusalReason.CORRUPT).initCause(e);
            }
            return new Hl7Segment(segment);
        }

        private static boolean isMark(int c, EncodingCharacters marks) {
            return c == marks.getComponentSeparator()
                    || c == marks.getRepetitionSeparator()
                    || c == marks.getSubcomponentSeparator();
        }
    }

    String name() {
        return segment.getName();
    }

    /** The first component of a field's first repetition. */
    @Nullable String get(int field) {
        return get(field, 0, 1);
    }

    @Nullable String get(int field, int component) {
        return get(field, 0, component);
    }

    @Nullable String get(int field, int repetition, int component) {
        try {
            if (repetition >= repetitions(field)) {
                return null;
            }
            String value = Terser.get(segment, field, repetition, component, 1);
            return value == null || value.isBlank() || value.equals("\"\"")
                    ? null
                    : value.replace("\\.br\\", "\n").replace('\r', '\n').strip();
        } catch (HL7Exception e) {
            throw (RefusedException) new RefusedException(RefusalReason.CORRUPT).initCause(e);
        }
    }

    int repetitions(int field) {
        try {
            return field > segment.numFields() ? 0 : segment.getField(field).length;
        } catch (HL7Exception e) {
            throw (RefusedException) new RefusedException(RefusalReason.CORRUPT).initCause(e);
        }
    }

    /** CE, CWE: the text, else the alternate one; the code that goes with it. */
    Coded coded(int field) {
        boolean alternate = get(field, 1) == null && get(field, 2) == null;
        int at = alternate ? 4 : 1;
        String name = Plain.orNull(get(field, at + 1));
        if (name == null && !alternate) {
            name = Plain.orNull(get(field, 9));
        }
        String code = get(field, at);
        String system = CodeSystems.name(get(field, at + 2), null);
        return new Coded(name, code, code == null ? null : system);
    }

    /** XPN, XCN: a person's name. */
    static @Nullable String person(Hl7Segment segment, int field, int familyComponent) {
        return Plain.orNull(
                Plain.join(
                        " ",
                        segment.get(field, familyComponent + 4),
                        segment.get(field, familyComponent + 1),
                        segment.get(field, familyComponent + 2),
                        segment.get(field, familyComponent),
                        segment.get(field, familyComponent + 3)));
    }

    @Nullable String time(int field) {
        return Hl7Time.iso(get(field));
    }

    /** Some components of a repetition, in order. */
    List<String> components(int field, int repetition, int last) {
        List<String> parts = new ArrayList<>();
        for (int component = 1; component <= last; component++) {
            String part = get(field, repetition, component);
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }
}
