package org.carrel.models.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the header and checks that the tensors fill the rest of the file exactly. */
final class HeaderReader {

    static final int MOST_BYTES = 16 << 20;

    private static final int MOST_TENSORS = 65_536;
    private static final int MOST_NAME = 256;
    private static final int MOST_COLUMNS = 1 << 20;
    private static final int MOST_ROWS = 1 << 24;

    private static final ObjectMapper JSON =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final long dataStart;
    private final long dataBytes;

    /**
     * @param dataStart where the tensors begin in the file
     * @param dataBytes from there to its end
     */
    HeaderReader(long dataStart, long dataBytes) {
        this.dataStart = dataStart;
        this.dataBytes = dataBytes;
    }

    /** The tensors by name, in the order in which they lie in the file. */
    Map<String, SafetensorsTensor> read(byte[] header) throws SafetensorsFormatException {
        JsonNode root = parse(header);
        List<SafetensorsTensor> tensors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                tensors.add(tensor(entry.getKey(), entry.getValue()));
            }
            require(tensors.size() <= MOST_TENSORS, "the file has more than 65536 tensors");
        }
        tensors.sort(Comparator.comparingLong(SafetensorsTensor::offset));
        long at = dataStart;
        Map<String, SafetensorsTensor> byName = new LinkedHashMap<>();
        for (SafetensorsTensor tensor : tensors) {
            require(
                    tensor.offset() == at,
                    "tensor %s begins at byte %d of the data, not at %d where the one before it"
                            + " ends",
                    tensor.name(),
                    tensor.offset() - dataStart,
                    at - dataStart);
            at += tensor.bytes();
            byName.put(tensor.name(), tensor);
        }
        require(
                at == dataStart + dataBytes,
                "the tensors take %d bytes, the file has %d for them",
                at - dataStart,
                dataBytes);
        return byName;
    }

    private static JsonNode parse(byte[] header) throws SafetensorsFormatException {
        JsonNode root;
        try {
            root = JSON.readTree(header);
        } catch (IOException e) {
            throw new SafetensorsFormatException("the header is no JSON, or has a name twice");
        }
        require(root.isObject(), "the header is no JSON object");
        return root;
    }

    private SafetensorsTensor tensor(String name, JsonNode entry)
            throws SafetensorsFormatException {
        require(!name.isEmpty() && name.length() <= MOST_NAME, "the name of a tensor is too long");
        ElementType type = ElementType.of(entry.path("dtype").asText("none"), name);
        JsonNode shape = entry.path("shape");
        require(
                shape.isArray() && (shape.size() == 1 || shape.size() == 2),
                "tensor %s has %d dimensions, not 1 or 2",
                name,
                shape.size());
        int rows = shape.size() == 1 ? 1 : (int) number(shape.get(0), 1, MOST_ROWS, name);
        int columns = (int) number(shape.get(shape.size() - 1), 1, MOST_COLUMNS, name);
        JsonNode offsets = entry.path("data_offsets");
        require(offsets.isArray() && offsets.size() == 2, "tensor %s has no data_offsets", name);
        long begin = number(offsets.get(0), 0, dataBytes, name);
        long end = number(offsets.get(1), begin, dataBytes, name);
        SafetensorsTensor tensor =
                new SafetensorsTensor(name, type, rows, columns, dataStart + begin);
        require(
                tensor.bytes() == end - begin,
                "tensor %s has room for %d bytes, its shape needs %d",
                name,
                end - begin,
                tensor.bytes());
        return tensor;
    }

    private static long number(JsonNode node, long least, long most, String tensor)
            throws SafetensorsFormatException {
        boolean fits = node.isIntegralNumber() && node.canConvertToLong();
        require(
                fits && node.longValue() >= least && node.longValue() <= most,
                "a size or an offset of tensor %s is not in %d to %d",
                tensor,
                least,
                most);
        return node.longValue();
    }

    private static void require(boolean holds, String message, Object... arguments)
            throws SafetensorsFormatException {
        if (!holds) {
            throw new SafetensorsFormatException(message.formatted(arguments));
        }
    }
}
