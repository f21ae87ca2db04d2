package org.carrel.collection;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.carrel.audit.Personal;
import org.carrel.problem.Problems;

/**
 * Whom a grant or a wall names.
 *
 * @param kind {@code subject}: one person or service; {@code role}: everybody with it; {@code
 *     group}: everybody of whom the identity provider says so
 * @param name the token's {@code sub}, the role, or the group
 */
public record Principal(
        @NotNull @Pattern(regexp = "subject|role|group", message = "must be subject, role or group")
                String kind,
        @NotBlank @Size(max = 255) String name) {

    static final String SUBJECT = "subject";
    static final String ROLE = "role";

    private static final Set<String> ROLES = Set.of("legal", "clinician", "compliance", "operator");

    /**
     * Without blanks around.
     *
     * @throws org.carrel.problem.ProblemException invalid-request for a role that there is not
     */
    public Principal checked() {
        Principal checked = new Principal(kind, name.strip());
        if (kind.equals(ROLE) && !ROLES.contains(checked.name)) {
            throw Problems.invalid("There is no such role.");
        }
        return checked;
    }

    /** For the audit log; what names a person is sealed there. */
    public Personal personal() {
        return kind.equals(SUBJECT)
                ? Personal.naming("principal", name)
                : Personal.ofActor("principal", name);
    }
}
