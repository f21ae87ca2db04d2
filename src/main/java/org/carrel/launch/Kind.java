package org.carrel.launch;

/// Kinds of collections, by the names they have in REST.
enum Kind {
    matter,
    patient
}
