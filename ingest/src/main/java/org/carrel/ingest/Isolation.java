package org.carrel.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel holds the extraction child to, beyond what a process of the same user is.
 *
 * @param networkNamespace no network: no interface is up, and none of the machine's is there
 * @param processNamespace cannot see into, or signal, processes outside
 * @param noNewPrivileges cannot gain rights by running a program
 */
public record Isolation(
        boolean networkNamespace, boolean processNamespace, boolean noNewPrivileges) {

    /** What is not in force, in words for an operator; empty when nothing is missing. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!networkNamespace) {
            missing.add("it can reach the network");
        }
        if (!processNamespace) {
            missing.add("it can see and end other processes of this user");
        }
        if (!noNewPrivileges) {
            missing.add("it may run programs with more rights");
        }
        return List.copyOf(missing);
    }
}
