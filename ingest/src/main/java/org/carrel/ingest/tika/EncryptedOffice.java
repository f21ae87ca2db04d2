package org.carrel.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.Source;

/** Office Open XML under a password: an OLE container around the encrypted package. */
final class EncryptedOffice {

    private static final String TYPE = "application/x-tika-ooxml-protected";

    private EncryptedOffice() {}

    /**
     * The file itself, or a plain copy that the caller deletes.
     *
     * @throws RefusedException ENCRYPTED when the password is missing or wrong
     */
    static Path opened(Source source) throws IOException, GeneralSecurityException {
        if (!source.mediaType().equals(TYPE)) {
            return source.file();
        }
        try (POIFSFileSystem container = new POIFSFileSystem(source.file().toFile(), true)) {
            Decryptor decryptor = Decryptor.getInstance(new EncryptionInfo(container));
            String password = source.password();
            // Files that are only protected from changes are encrypted with this one.
            String tried = password == null ? Decryptor.DEFAULT_PASSWORD : password;
            if (!decryptor.verifyPassword(tried)) {
                throw new RefusedException(RefusalReason.ENCRYPTED);
            }
            Path plain = Files.createTempFile("opened", ".bin");
            try (InputStream bytes = decryptor.getDataStream(container)) {
                Files.copy(bytes, plain, StandardCopyOption.REPLACE_EXISTING);
            }
            return plain;
        }
    }
}
