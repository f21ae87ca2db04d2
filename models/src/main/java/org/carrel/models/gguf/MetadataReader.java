package org.carrel.models.gguf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the key-value pairs at the head of a GGUF file. */
final class MetadataReader {

    private static final int MOST_PAIRS = 4_096;
    private static final int MOST_KEY_BYTES = 1_024;
    private static final int MOST_TEXT_BYTES = 1 << 20;
    private static final int MOST_ELEMENTS = 2_000_000;

    private final GgufCursor cursor;
    private int elementsLeft = MOST_ELEMENTS;

    MetadataReader(GgufCursor cursor) {
        this.cursor = cursor;
    }

    static int mostPairs() {
        return MOST_PAIRS;
    }

    Map<String, GgufValue> read(int pairs) throws GgufFormatException {
        Map<String, GgufValue> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs; i++) {
            String key = cursor.text(MOST_KEY_BYTES, "metadata key " + i);
            int type = cursor.int32("type of " + key);
            if (values.put(key, type == 9 ? array(key) : scalar(type, key)) != null) {
                throw new GgufFormatException("metadata key " + key + " occurs twice");
            }
        }
        return values;
    }

    /** The type numbers are those of the GGUF specification. */
    private GgufValue scalar(int type, String key) throws GgufFormatException {
        return switch (type) {
            case 0 -> new GgufValue.Whole(cursor.int8(key) & 0xffL);
            case 1 -> new GgufValue.Whole(cursor.int8(key));
            case 2 -> new GgufValue.Whole(cursor.int16(key) & 0xffffL);
            case 3 -> new GgufValue.Whole(cursor.int16(key));
            case 4 -> new GgufValue.Whole(cursor.int32(key) & 0xffff_ffffL);
            case 5 -> new GgufValue.Whole(cursor.int32(key));
            case 6 -> new GgufValue.Real(Float.intBitsToFloat(cursor.int32(key)));
            case 7 -> new GgufValue.Flag(flag(key));
            case 8 -> new GgufValue.Text(cursor.text(MOST_TEXT_BYTES, key));
            case 10, 11 -> new GgufValue.Whole(cursor.int64(key));
            case 12 -> new GgufValue.Real(Double.longBitsToDouble(cursor.int64(key)));
            default ->
                    throw new GgufFormatException(
                            "metadata key " + key + " has the unknown type " + type);
        };
    }

    private boolean flag(String key) throws GgufFormatException {
        byte value = cursor.int8(key);
        if (value != 0 && value != 1) {
            throw new GgufFormatException("metadata key " + key + " is not true or false");
        }
        return value == 1;
    }

    private GgufValue array(String key) throws GgufFormatException {
        int type = cursor.int32("element type of " + key);
        int length = cursor.count(elementsLeft, "number of elements of " + key);
        elementsLeft -= length;
        // An element takes at least a byte: no list is made longer than the file can fill.
        if (length > cursor.remaining()) {
            throw new GgufFormatException("the file ends inside " + key);
        }
        List<String> texts = new ArrayList<>();
        List<Long> wholes = new ArrayList<>();
        List<Double> reals = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            switch (scalar(type, key)) {
                case GgufValue.Text(String value) -> texts.add(value);
                case GgufValue.Whole(long value) -> wholes.add(value);
                case GgufValue.Real(double value) -> reals.add(value);
                case GgufValue.Flag(boolean value) -> wholes.add(value ? 1L : 0L);
                case GgufValue.Texts ignored -> throw nested(key);
                case GgufValue.Wholes ignored -> throw nested(key);
                case GgufValue.Reals ignored -> throw nested(key);
            }
        }
        return switch (type) {
            case 8 -> new GgufValue.Texts(List.copyOf(texts));
            case 6, 12 -> new GgufValue.Reals(List.copyOf(reals));
            default -> new GgufValue.Wholes(List.copyOf(wholes));
        };
    }

    private static GgufFormatException nested(String key) {
        return new GgufFormatException("metadata key " + key + " holds arrays of arrays");
    }
}
