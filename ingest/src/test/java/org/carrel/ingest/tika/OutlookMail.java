package org.carrel.ingest.tika;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * Writes a mail as Outlook saves it: an OLE container with a stream for each property ([MS-OXMSG]
 * 2.1 to 2.4), as small as readers take it.
 */
final class OutlookMail {

    private static final int UNICODE = 0x001F;
    private static final int BINARY = 0x0102;

    private final Map<Integer, String> properties = new LinkedHashMap<>();
    private String attachmentName = "";
    private byte[] attachment = {};

    OutlookMail(String subject, String from, String to) {
        properties.put(0x001A, "IPM.Note");
        properties.put(0x0037, subject);
        properties.put(0x0C1A, from);
        properties.put(0x0E04, to);
    }

    OutlookMail body(String text) {
        properties.put(0x1000, text);
        return this;
    }

    OutlookMail attachment(String name, byte[] bytes) {
        attachmentName = name;
        attachment = bytes.clone();
        return this;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            DirectoryEntry root = container.getRoot();
            DirectoryEntry names = root.createDirectory("__nameid_version1.0");
            for (String stream : new String[] {"00020102", "00030102", "00040102"}) {
                write(names, "__substg1.0_" + stream, new byte[0]);
            }
            write(root, "__properties_version1.0", new byte[32]);
            for (Map.Entry<Integer, String> property : properties.entrySet()) {
                text(root, property.getKey(), property.getValue());
            }
            if (!attachmentName.isEmpty()) {
                DirectoryEntry file = root.createDirectory("__attach_version1.0_#00000000");
                write(file, "__properties_version1.0", method());
                text(file, 0x3707, attachmentName);
                write(file, stream(0x3701, BINARY), attachment);
            }
            container.writeFilesystem(out);
        }
        return out.toByteArray();
    }

    /** PidTagAttachMethod: the bytes are in the file itself. */
    private static byte[] method() {
        return ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(8, 0x37050003)
                .putInt(12, 6)
                .putInt(16, 1)
                .array();
    }

    private static void text(DirectoryEntry in, int property, String value) throws IOException {
        write(in, stream(property, UNICODE), value.getBytes(StandardCharsets.UTF_16LE));
    }

    private static String stream(int property, int type) {
        return "__substg1.0_%04X%04X".formatted(property, type);
    }

    private static void write(DirectoryEntry in, String name, byte[] bytes) throws IOException {
        in.createDocument(name, new ByteArrayInputStream(bytes));
    }
}
