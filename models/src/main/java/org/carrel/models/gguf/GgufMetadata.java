package org.carrel.models.gguf;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a GGUF file says about itself. Every getter names the key when it is missing or wrong. */
public final class GgufMetadata {

    private final Map<String, GgufValue> values;

    GgufMetadata(Map<String, GgufValue> values) {
        this.values = Map.copyOf(values);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public String text(String key) throws GgufFormatException {
        if (required(key) instanceof GgufValue.Text(String value)) {
            return value;
        }
        throw wrongType(key, "a text");
    }

    public String text(String key, String otherwise) throws GgufFormatException {
        return has(key) ? text(key) : otherwise;
    }

    /** A whole number between {@code least} and {@code most}. */
    public int whole(String key, int least, int most) throws GgufFormatException {
        if (!(required(key) instanceof GgufValue.Whole(long value))) {
            throw wrongType(key, "a whole number");
        }
        if (value < least || value > most) {
            throw new GgufFormatException(
                    "metadata key " + key + " is " + value + ", not in " + least + " to " + most);
        }
        return (int) value;
    }

    public int whole(String key, int least, int most, int otherwise) throws GgufFormatException {
        return has(key) ? whole(key, least, most) : otherwise;
    }

    /** A finite number greater than zero. */
    public double positive(String key) throws GgufFormatException {
        if (!(required(key) instanceof GgufValue.Real(double value))) {
            throw wrongType(key, "a real number");
        }
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new GgufFormatException("metadata key " + key + " is not a positive number");
        }
        return value;
    }

    public double positive(String key, double otherwise) throws GgufFormatException {
        return has(key) ? positive(key) : otherwise;
    }

    public boolean flag(String key, boolean otherwise) throws GgufFormatException {
        if (!has(key)) {
            return otherwise;
        }
        if (required(key) instanceof GgufValue.Flag(boolean value)) {
            return value;
        }
        throw wrongType(key, "true or false");
    }

    public List<String> texts(String key) throws GgufFormatException {
        if (required(key) instanceof GgufValue.Texts(List<String> value)) {
            return value;
        }
        throw wrongType(key, "an array of texts");
    }

    public List<Long> wholes(String key) throws GgufFormatException {
        if (required(key) instanceof GgufValue.Wholes(List<Long> value)) {
            return value;
        }
        throw wrongType(key, "an array of whole numbers");
    }

    public List<Double> reals(String key) throws GgufFormatException {
        if (required(key) instanceof GgufValue.Reals(List<Double> value)) {
            return value;
        }
        throw wrongType(key, "an array of real numbers");
    }

    private GgufValue required(String key) throws GgufFormatException {
        @Nullable GgufValue value = values.get(key);
        if (value == null) {
            throw new GgufFormatException("metadata key " + key + " is missing");
        }
        return value;
    }

    private static GgufFormatException wrongType(String key, String expected) {
        return new GgufFormatException("metadata key " + key + " is not " + expected);
    }
}
