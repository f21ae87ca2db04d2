package org.carrel.models.gguf;

import java.util.List;

/** One metadata value. Whole numbers of every width become long, reals become double. */
sealed interface GgufValue {

    record Text(String value) implements GgufValue {}

    record Whole(long value) implements GgufValue {}

    record Real(double value) implements GgufValue {}

    record Flag(boolean value) implements GgufValue {}

    record Texts(List<String> values) implements GgufValue {}

    record Wholes(List<Long> values) implements GgufValue {}

    record Reals(List<Double> values) implements GgufValue {}
}
