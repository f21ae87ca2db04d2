package org.carrel.model;

import java.nio.file.Path;
import java.time.Instant;
import org.carrel.models.ImportedModel;
import org.carrel.models.trust.PublishedManifest;
import org.jspecify.annotations.Nullable;

/**
 * A model in the folder of models.
 *
 * @param folder where it lies
 * @param description what its import wrote
 * @param trust what speaks for it now
 * @param published what its publisher signed, if somebody did
 * @param decision what was decided when it was imported, unless it is shipped or unknown
 */
public record KnownModel(
        Path folder,
        ImportedModel description,
        Trust trust,
        @Nullable PublishedManifest published,
        @Nullable Decision decision) {

    /**
     * How it came to be trusted.
     *
     * @param keyId of the key that signed for it
     * @param keyName what the operator called the key
     * @param reason why it was taken in without a signature
     * @param by subject of who imported it
     */
    public record Decision(
            @Nullable String keyId,
            @Nullable String keyName,
            @Nullable String reason,
            String by,
            Instant at) {}

    /** Its name: that of its folder. */
    public String name() {
        return String.valueOf(folder.getFileName());
    }

    /** SHA-256 of what it was made from: what the audit log calls it. */
    public String sha256() {
        return description.sourceSha256();
    }
}
