package org.carrel.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.carrel.audit.format.LineFormat;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** A form in which the log is given away. */
enum ExportFormat {
    /** Proves itself; the others do not. */
    PACKAGE(null),
    CSV(LineFormat.CSV),
    CEF(LineFormat.CEF),
    FHIR(LineFormat.FHIR),
    ATNA(LineFormat.ATNA);

    private final @Nullable LineFormat lines;

    ExportFormat(@Nullable LineFormat lines) {
        this.lines = lines;
    }

    /**
     * @throws org.carrel.problem.ProblemException invalid-request, for any other name
     */
    static ExportFormat named(String name) {
        for (ExportFormat format : values()) {
            if (format.label().equals(name)) {
                return format;
            }
        }
        throw Problems.invalid(
                "format is none of "
                        + Arrays.stream(values())
                                .map(ExportFormat::label)
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null of the package. */
    @Nullable LineFormat lines() {
        return lines;
    }

    String mediaType() {
        return lines == null ? "application/zip" : lines.mediaType();
    }

    /** What a browser saves it as. */
    String fileName(long size) {
        return "audit-" + size + "." + (lines == null ? "zip" : lines.extension());
    }
}
