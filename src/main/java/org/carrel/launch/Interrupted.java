package org.carrel.launch;

/// Tells a person who stops the command what the server does meanwhile, and closes the job, so that
/// it ends with what has been sent.
final class Interrupted implements AutoCloseable {
    private final Api api;
    private final String job;
    private final Thread hook = Thread.ofPlatform().name("interrupted").unstarted(this::tell);
    private volatile boolean allSent;

    Interrupted(Api api, String job) {
        this.api = api;
        this.job = job;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// From now on nothing is lost by stopping.
    void allSent() {
        allSent = true;
    }

    private void tell() {
        System.out.println();
        System.out.println("  The server goes on with what it has: carrel ingest --watch " + job);
        if (!allSent) {
            System.out.println(
                    "  Not all files were sent. Run the same command again: what is there already is"
                            + " not kept twice.");
            try {
                api.closeJob(job);
            } catch (RuntimeException e) {
                // It closes by itself when it is left alone.
            }
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running already.
        }
    }
}
