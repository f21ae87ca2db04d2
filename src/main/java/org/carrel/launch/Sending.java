package org.carrel.launch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Sends one file, and does not give up where waiting helps: while the server has no room, while it
/// is being restarted, and, for large files, after a break in the middle.
final class Sending {
    /// Larger ones are sent in parts, of which none is sent twice after a break.
    static final long LARGE = 16L << 20;

    private static final long PART = 32L << 20;
    private static final int TRIES = 40;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Api api;
    private final String collection;
    private final String job;
    private final Duration pause;
    private final Consumer<String> waiting;

    /// @param pause before a call that broke is made again
    /// @param waiting told why nothing goes on at the moment
    Sending(Api api, String collection, String job, Duration pause, Consumer<String> waiting) {
        this.api = api;
        this.collection = collection;
        this.job = job;
        this.pause = pause;
        this.waiting = waiting;
    }

    private interface Call<T> {
        T make() throws FileNotFoundException;
    }

    /// @param sent told each time that bytes were sent, how many
    Api.Upload send(LocalFile file, LongConsumer sent) throws FileNotFoundException {
        if (file.size() > LARGE) {
            return inParts(file, sent);
        }
        Api.Upload upload = patiently(() -> api.upload(collection, file, job));
        sent.accept(file.size());
        return upload;
    }

    private Api.Upload inParts(LocalFile file, LongConsumer sent) throws FileNotFoundException {
        if (!Files.isReadable(file.path())) {
            throw new FileNotFoundException(file.path().toString());
        }
        long length = file.size();
        String upload = patiently(() -> api.beginUpload(collection, file.name(), length, job));
        long told = 0;
        while (true) {
            Api.Standing standing = patiently(() -> part(upload, file, length));
            sent.accept(standing.offset() - told);
            told = standing.offset();
            if (standing.document().isPresent()) {
                return api.uploaded(standing.document().get(), standing.job());
            }
        }
    }

    /// After a break only the server knows how much has come, so each part begins with the
    /// question.
    private Api.Standing part(String upload, LocalFile file, long length)
            throws FileNotFoundException {
        Api.Standing standing = api.standing(upload);
        if (standing.document().isPresent()) {
            return standing;
        }
        long offset = standing.offset();
        long size = Math.min(PART, length - offset);
        return api.sendPart(upload, offset, size, () -> from(file, offset));
    }

    private static InputStream from(LocalFile file, long offset) {
        try {
            InputStream in = Files.newInputStream(file.path());
            in.skipNBytes(offset);
            return in;
        } catch (IOException e) {
            throw new LaunchFailure(file.path() + " cannot be read", e);
        }
    }

    private <T> T patiently(Call<T> call) throws FileNotFoundException {
        int broken = 0;
        while (true) {
            try {
                return call.make();
            } catch (Api.NotNow notNow) {
                waiting.accept(notNow.getMessage());
                rest(notNow.retryAfter());
            } catch (LaunchFailure failure) {
                // Nobody answered, or the answer broke off; the same bytes are never kept twice.
                if (!(failure.getCause() instanceof IOException) || ++broken >= TRIES) {
                    throw failure;
                }
                waiting.accept(failure.getMessage());
                rest(pause);
            }
        }
    }

    private static void rest(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    time.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT.toMillis() : time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted");
        }
    }
}
