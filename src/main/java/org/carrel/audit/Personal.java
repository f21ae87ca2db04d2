package org.carrel.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A value about a person that an entry commits to without saying it (GDPR art. 4(1), 17). It is
 * kept under the key of whom it is about, and goes with that key.
 */
public final class Personal {

    private final String field;
    private final String value;
    private final Subjects.@Nullable Name owner;

    private Personal(String field, String value, Subjects.@Nullable Name owner) {
        this.field = field;
        this.value = value;
        this.owner = owner;
    }

    /**
     * A value that is the actor's own, such as a question.
     *
     * @param field a letter and up to 63 letters or digits
     */
    public static Personal ofActor(String field, String value) {
        return new Personal(field, value, null);
    }

    /**
     * A value that is a patient's, whoever acted.
     *
     * @param field a letter and up to 63 letters or digits
     * @param collection the patient's
     */
    public static Personal ofPatient(String field, String value, UUID collection) {
        var patient = new Subjects.Name(Subjects.Kind.PATIENT, collection.toString());
        return new Personal(field, value, patient);
    }

    /**
     * The name of another actor than the event's own.
     *
     * @param actor as an event of theirs would name them
     */
    public static Personal naming(String field, String actor) {
        return new Personal(field, actor, new Subjects.Name(Subjects.Kind.ACTOR, actor));
    }

    String field() {
        return field;
    }

    String value() {
        return value;
    }

    /** Whom it is about, in an event of this actor. */
    Subjects.Name owner(String actor) {
        return owner == null ? new Subjects.Name(Subjects.Kind.ACTOR, actor) : owner;
    }

    /** Without the value, so that it lands in no log by accident. */
    @Override
    public String toString() {
        return "Personal[" + field + "]";
    }
}
