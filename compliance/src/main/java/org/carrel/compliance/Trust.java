package org.carrel.compliance;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.carrel.compliance.note.VerifierKey;
import org.carrel.compliance.tree.Hash;

/**
 * What an auditor brings along.
 *
 * @param logKeys keys of the log; empty to believe those in the package
 * @param witnesses keys of witnesses, each of whom must have signed a checkpoint in the package;
 *     empty to report those that the package names
 * @param known roots by size that were kept apart from the log
 */
public record Trust(
        List<VerifierKey> logKeys, List<VerifierKey> witnesses, NavigableMap<Long, Hash> known) {

    public Trust {
        logKeys = List.copyOf(logKeys);
        witnesses = List.copyOf(witnesses);
        known = new TreeMap<>(known);
    }
}
