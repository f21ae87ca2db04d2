package org.carrel.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/**
 * Writes the sample documents from the text in this module's test resources. The same text gives
 * the same files: {@code main} is run by hand after a text was changed, and the files are
 * committed.
 */
final class SampleFiles {

    private static final LocalDateTime ZIP_TIME = LocalDateTime.of(2025, 3, 14, 9, 0);

    private SampleFiles() {}

    /** Writes all samples that are made from a text into the folder given. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<String> agreement = lines("services-agreement.md");
        Files.write(folder.resolve("services-agreement.pdf"), SamplePdf.flowing(agreement));
        Files.write(folder.resolve("services-agreement.docx"), docx(agreement));
        List<String> note = Files.readAllLines(folder.resolve("discharge-note.txt"));
        Files.write(folder.resolve("discharge-note.pdf"), SamplePdf.plain(note));
        byte[] form = SamplePdf.flowing(lines("order-form.md"));
        Files.writeString(folder.resolve("email-with-attachment.eml"), mail(form));
    }

    static List<String> lines(String name) throws IOException {
        try (InputStream in = SampleFiles.class.getResourceAsStream("/samples/" + name)) {
            if (in == null) {
                throw new IOException("missing " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    static Calendar fixedTime() {
        Calendar time = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        time.setTimeInMillis(1_741_942_800_000L); // 2025-03-14T09:00:00Z
        return time;
    }

    static byte[] docx(List<String> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            List<String> rows = new ArrayList<>();
            for (String line : lines) {
                if (line.startsWith("|")) {
                    rows.add(line);
                    continue;
                }
                table(document, rows);
                paragraph(document, line);
            }
            table(document, rows);
            document.getProperties()
                    .getCoreProperties()
                    .getUnderlyingProperties()
                    .setCreatedProperty(Optional.of(fixedTime().getTime()));
            document.write(bytes);
        }
        return withFixedTimes(bytes.toByteArray());
    }

    private static void paragraph(XWPFDocument document, String line) {
        XWPFParagraph paragraph = document.createParagraph();
        XWPFRun run = paragraph.createRun();
        run.setBold(line.startsWith("#"));
        run.setText(line.replaceFirst("^#+ ", ""));
    }

    private static void table(XWPFDocument document, List<String> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<String[]> cells = rows.stream().map(SampleFiles::cells).toList();
        XWPFTable table = document.createTable(cells.size(), cells.getFirst().length);
        for (int row = 0; row < cells.size(); row++) {
            for (int column = 0; column < cells.get(row).length; column++) {
                table.getRow(row).getCell(column).setText(cells.get(row)[column]);
            }
        }
        rows.clear();
    }

    static String[] cells(String row) {
        return row.substring(2, row.length() - 2).split(" \\| ");
    }

    private static byte[] withFixedTimes(byte[] zip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(ZIP_TIME);
                out.putNextEntry(copy);
                in.transferTo(out);
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String mail(byte[] attachment) throws IOException {
        String body = String.join("\r\n", lines("email.txt"));
        String encoded =
                Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(attachment);
        return String.join(
                "\r\n",
                "From: Odile Marchetti <odile.marchetti@hallowell.example>",
                "To: Aurelio Finch <aurelio.finch@larkmoor.example>",
                "Cc: Ottilie Brandt <ottilie.brandt@larkmoor.example>",
                "Date: Tue, 29 Apr 2025 16:05:00 -0400",
                "Subject: Order form for the Catskill site",
                "Message-ID: <20250429160500.1@hallowell.example>",
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=\"part-boundary-1\"",
                "",
                "--part-boundary-1",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: 8bit",
                "",
                body,
                "",
                "--part-boundary-1",
                "Content-Type: application/pdf; name=\"order-form-2.pdf\"",
                "Content-Disposition: attachment; filename=\"order-form-2.pdf\"",
                "Content-Transfer-Encoding: base64",
                "",
                encoded,
                "--part-boundary-1--",
                "");
    }
}
