package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.carrel.metadata.MetadataChanged;

/** A document is found by what a person calls it: a corrected name goes into the index. */
@ApplicationScoped
class Renaming {

    private final WorkQueue queue;

    Renaming(WorkQueue queue) {
        this.queue = queue;
    }

    /** In the transaction of the change: both last or neither does. */
    void changed(@Observes MetadataChanged change) {
        queue.addReindex(change.document());
    }
}
