package org.carrel.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

/** Files that a parser should not be trusted with, made on the spot. */
final class HostileFiles {

    private HostileFiles() {}

    static byte[] pdfWithPassword() throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            return saved(document);
        }
    }

    static byte[] pdfWithoutText() throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            return saved(document);
        }
    }

    /** Forms that draw forms, ten times each, twelve deep: small, and read for years. */
    static byte[] endlessPdf() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDFormXObject inner = form(document, "q Q ", new PDResources());
            for (int level = 0; level < 12; level++) {
                inner = form(document, "/F Do ".repeat(10), resources(inner));
            }
            PDPage page = new PDPage();
            page.setResources(resources(inner));
            page.setContents(stream(document, "/F Do "));
            document.addPage(page);
            return saved(document);
        }
    }

    private static PDFormXObject form(PDDocument document, String content, PDResources inner)
            throws IOException {
        PDFormXObject form = new PDFormXObject(stream(document, content));
        form.setBBox(new PDPage().getMediaBox());
        form.setResources(inner);
        return form;
    }

    private static PDResources resources(PDFormXObject form) {
        PDResources resources = new PDResources();
        resources.put(COSName.F, form);
        return resources;
    }

    private static PDStream stream(PDDocument document, String content) throws IOException {
        PDStream stream = new PDStream(document);
        try (OutputStream out = stream.createOutputStream()) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        return stream;
    }

    private static byte[] saved(PDDocument document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    /** 200 MB of one letter in 200 KB. */
    static byte[] zipBomb() throws IOException {
        byte[] megabyte = new byte[1024 * 1024];
        Arrays.fill(megabyte, (byte) 'a');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            for (int i = 0; i < 200; i++) {
                zip.write(megabyte);
            }
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    static byte[] zipsInZips(int levels) throws IOException {
        byte[] inner = "the innermost text".getBytes(StandardCharsets.US_ASCII);
        for (int level = 0; level < levels; level++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry(level == 0 ? "a.txt" : "a.zip"));
                zip.write(inner);
                zip.closeEntry();
            }
            inner = bytes.toByteArray();
        }
        return inner;
    }

    /** Text that needs two bytes a character in memory. */
    static byte[] longText(int characters) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < characters / 40; i++) {
            lines.add("\u0414\u043E\u0433\u043E\u0432\u043E\u0440 ".repeat(4) + "12345678");
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
