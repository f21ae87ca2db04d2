package org.carrel.ingest.transcript;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.carrel.ingest.Attachment;
import org.carrel.ingest.ClinicalRecord;
import org.carrel.ingest.FileProperties;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.jspecify.annotations.Nullable;

/** Everything that one file was found to say. */
public final class Transcript {

    /** Tells how far a long reading has come. */
    public interface Progress {

        /**
         * @param stage what is being done, such as {@code ocr}
         * @param done of total, in the stage's own unit
         */
        void at(String stage, int done, int total);
    }

    private static final int BUFFER_BYTES = 64 * 1024;

    private final TextBuilder text;
    private final Path attachmentFolder;
    private final Limits limits;
    private final Progress progress;
    private final List<Attachment> attachments = new ArrayList<>();
    private FileProperties properties = FileProperties.NONE;
    private @Nullable ClinicalRecord clinical;
    private long attached;

    /**
     * Bounds on what comes out of one file.
     *
     * @param textCharacters longest text, in UTF-16 units
     * @param attachments most files within the file
     * @param attachedBytes most bytes in them
     */
    public record Limits(int textCharacters, int attachments, long attachedBytes) {}

    /**
     * @param attachmentFolder where copies of attachments are written; must exist
     */
    public Transcript(Path attachmentFolder, Limits limits, Progress progress) {
        this.text = new TextBuilder(limits.textCharacters());
        this.attachmentFolder = attachmentFolder;
        this.limits = limits;
        this.progress = progress;
    }

    /** The canonical text under way. */
    public TextBuilder text() {
        return text;
    }

    /** What the file says of itself; the last call counts. */
    public void properties(FileProperties found) {
        this.properties = found;
    }

    public FileProperties properties() {
        return properties;
    }

    /** What a structured clinical file states; the last call counts. */
    public void clinical(ClinicalRecord found) {
        this.clinical = found;
    }

    public @Nullable ClinicalRecord clinical() {
        return clinical;
    }

    /** Tells how far reading has come. */
    public void stage(String stage, int done, int total) {
        progress.at(stage, done, total);
    }

    /**
     * Keeps a file within the file.
     *
     * @param name as stated in the container
     * @throws RefusedException EXPANSION when there are too many, or too large ones
     * @throws IOException when it cannot be read or kept
     */
    public void attach(String name, InputStream bytes) throws IOException {
        if (attachments.size() >= limits.attachments()) {
            throw new RefusedException(RefusalReason.EXPANSION);
        }
        Path file = attachmentFolder.resolve(Integer.toString(attachments.size()));
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                attached += read;
                if (attached > limits.attachedBytes()) {
                    throw new RefusedException(RefusalReason.EXPANSION);
                }
                out.write(buffer, 0, read);
            }
        }
        attachments.add(new Attachment(name, file));
    }

    public List<Attachment> attachments() {
        return List.copyOf(attachments);
    }
}
