package org.carrel.launch;

/// The realm roles, by the names they have in Keycloak.
enum Role {
    legal,
    clinician,
    compliance,
    operator
}
