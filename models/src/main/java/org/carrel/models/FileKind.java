package org.carrel.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** What a file is by its first bytes. */
enum FileKind {
    GGUF,
    SAFETENSORS,
    ONNX,
    /** Python's serialised objects, bare or in PyTorch's zip archive: opening them runs code. */
    PICKLE,
    /** GGUF's forerunners, which do not say what they hold. */
    OLD_GGML,
    HDF5,
    EMPTY,
    OTHER;

    private static final int HEAD = 16;
    private static final Set<String> PICKLE_ENDINGS =
            Set.of("bin", "pt", "pth", "ckpt", "pkl", "pickle");

    /** The fields of ONNX's ModelProto that may follow the version, as tags. */
    private static final Set<Integer> ONNX_TAGS = Set.of(0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42);

    static FileKind of(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == 0) {
            return EMPTY;
        }
        FileKind kind = ofHead(head);
        if (kind != OTHER) {
            return kind;
        }
        String ending = ending(file);
        if (ending.equals("safetensors")) {
            return SAFETENSORS; // whose beginning lies: to be refused as such
        }
        // A pickle of the oldest protocol is plain text; only its name tells.
        return PICKLE_ENDINGS.contains(ending) ? PICKLE : OTHER;
    }

    private static FileKind ofHead(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("GGUF")) {
            return GGUF;
        }
        if (start.startsWith("PK\3\4") || start.matches("(?s)\u0080[\2-\5].*")) {
            return PICKLE;
        }
        if (start.matches("(?s)(lmgg|tjgg|fmgg|algg).*")) {
            return OLD_GGML;
        }
        if (start.startsWith("\u0089HDF")) {
            return HDF5;
        }
        if (head.length == HEAD) {
            long header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
            // JSON has text where a header's length has zeros.
            if (head[8] == '{' && header >>> 40 == 0) {
                return SAFETENSORS;
            }
            if (head[0] == 8 && head[1] > 0 && head[1] < 32 && ONNX_TAGS.contains((int) head[2])) {
                return ONNX;
            }
        }
        return OTHER;
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
