package org.carrel.ingest.clinical;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.DocumentReader;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;

/**
 * FHIR R4 in JSON: a bundle, a resource of its own, or resources line by line as bulk export writes
 * them. The file is read once for what refers to what, and again for each part of the text, so that
 * no more than one entry of a bundle is in memory.
 */
public final class FhirReader implements DocumentReader {

    private static final int LOOK = 4096;
    private static final Pattern START =
            Pattern.compile("\\s*\\{.*\"resourceType\"\\s*:\\s*\"[A-Z]\\w+\".*", Pattern.DOTALL);

    @Override
    public boolean reads(Source source) throws IOException {
        try (InputStream bytes = Files.newInputStream(source.file())) {
            String start = new String(bytes.readNBytes(LOOK), StandardCharsets.UTF_8);
            return START.matcher(start.replace("\uFEFF", "")).matches();
        }
    }

    /**
     * @throws RefusedException CORRUPT for what is no FHIR; TOO_COMPLEX for what is nested too
     *     deeply, or has a longer value than is read
     */
    @Override
    public void read(Source source, Transcript into) throws IOException {
        try {
            FhirFile file = new FhirFile(source.file());
            new FhirText(file, FhirIndex.of(file), into).write();
        } catch (StreamConstraintsException e) {
            throw (RefusedException) new RefusedException(RefusalReason.TOO_COMPLEX).initCause(e);
        } catch (JsonProcessingException e) {
            throw (RefusedException) new RefusedException(RefusalReason.CORRUPT).initCause(e);
        }
    }
}
