package org.carrel.ingest.tika;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.Transcript;

/**
 * A Unix mailbox (RFC 4155, mboxrd): every mail in it is attached. Split by bytes: what Tika's
 * parser does with it, decoding as windows-1252 and encoding again, harms mails in UTF-8.
 */
final class Mailbox {

    private static final byte[] DIVIDER = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_MAIL_BYTES = 64 * 1024 * 1024;

    private final Transcript into;
    private final ByteArrayOutputStream mail = new ByteArrayOutputStream();
    private boolean inside;
    private int mails;

    private Mailbox(Transcript into) {
        this.into = into;
    }

    static void read(Path file, Transcript into) throws IOException {
        Mailbox box = new Mailbox(into);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            box.read(in);
        }
        box.attach();
        box.into.text().append("Mails in this mailbox: " + box.mails);
        Shown.attachments(into.text(), TikaReader.names(into), List.of());
    }

    private void read(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean blankBefore = true;
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n' || line.size() > MAX_MAIL_BYTES) {
                byte[] bytes = line.toByteArray();
                line.reset();
                add(bytes, blankBefore);
                blankBefore = isBlank(bytes);
            }
        }
        add(line.toByteArray(), blankBefore);
    }

    private void add(byte[] line, boolean blankBefore) throws IOException {
        if (blankBefore && startsWith(line, 0)) {
            attach();
            inside = true;
            return;
        }
        if (inside) {
            int quoted = 0;
            while (quoted < line.length && line[quoted] == '>') {
                quoted++;
            }
            int from = quoted > 0 && startsWith(line, quoted) ? 1 : 0;
            mail.write(line, from, line.length - from);
            if (mail.size() > MAX_MAIL_BYTES) {
                throw new RefusedException(RefusalReason.TOO_LARGE);
            }
        }
    }

    private static boolean startsWith(byte[] line, int at) {
        if (line.length < at + DIVIDER.length) {
            return false;
        }
        for (int i = 0; i < DIVIDER.length; i++) {
            if (line[at + i] != DIVIDER[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != '\n' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private void attach() throws IOException {
        if (mail.size() > 0) {
            mails++;
            byte[] bytes = mail.toByteArray();
            mail.reset();
            into.attach("mail-" + mails + ".eml", new ByteArrayInputStream(bytes));
        }
    }
}
