package org.carrel.launch;

/// Loads the sample documents.
final class Demo {
    private Demo() {}

    static void load(Settings settings, Stack stack) {
        throw new LaunchFailure("no samples in " + settings.repository() + " " + stack.ports());
    }
}
