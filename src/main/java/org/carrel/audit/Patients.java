package org.carrel.audit;

import java.util.Optional;
import java.util.UUID;

/** Tells patients' collections from others, for forms of export that speak of patients. */
public interface Patients {

    /**
     * The patient that a collection is of, as the id of the collection that holds all of the
     * record; none of other collections, and of those that are gone.
     */
    Optional<UUID> of(UUID collection);
}
