package org.carrel.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which models answered: the active one, and those that going back leads to.
 *
 * @param active activations that hold, the active one last; empty before the first
 */
record History(List<ActivationEntity> active) {

    History {
        active = List.copyOf(active);
    }

    /**
     * @param activations all, the first one first; one that undoes another takes it away
     */
    static History of(List<ActivationEntity> activations) {
        List<ActivationEntity> holding = new ArrayList<>();
        for (ActivationEntity each : activations) {
            if (each.undoes == null) {
                holding.add(each);
            } else {
                holding.removeIf(undone -> each.undoes.equals(undone.id));
            }
        }
        return new History(holding);
    }

    /** The activation that holds. */
    Optional<ActivationEntity> last() {
        return active.isEmpty() ? Optional.empty() : Optional.of(active.getLast());
    }

    /** The one before it. */
    Optional<ActivationEntity> before() {
        return active.size() < 2 ? Optional.empty() : Optional.of(active.get(active.size() - 2));
    }
}
