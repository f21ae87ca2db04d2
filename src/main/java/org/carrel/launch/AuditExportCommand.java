package org.carrel.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = {
            "Saves the audit log, or what matches of it, as a file that its owner alone reads. The"
                    + " export is itself recorded in the log.",
        },
        footer = "A package is checked with: carrel verify FILE")
final class AuditExportCommand implements Callable<Integer> {
    /// In which form.
    enum Format {
        PACKAGE,
        CSV,
        CEF,
        FHIR,
        ATNA;

        /// As the server calls it.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "FILE", description = "Where to; a file that is there is left alone")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; without it the package, which proves itself")
    private Format format = Format.PACKAGE;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Not before: 2026-11-01T09:30:00Z, or a day, from its beginning in UTC")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before: as --from")
    private @Nullable String to;

    @Option(names = "--actor", paramLabel = "SUBJECT", description = "Who acted")
    private @Nullable String actor;

    @Option(names = "--collection", paramLabel = "ID", description = "The collection concerned")
    private @Nullable String collection;

    @Option(names = "--document", paramLabel = "ID", description = "The document concerned")
    private @Nullable String document;

    @Option(names = "--action", paramLabel = "ACTION", description = "Such as answer.evidence")
    private @Nullable String action;

    @Option(names = "--no-names", description = "Leave out who acted and what was asked")
    private boolean withoutNames;

    @Override
    public Integer call() {
        if (Files.exists(file)) {
            throw new LaunchFailure(file + " is there already");
        }
        long bytes = Session.with(session -> session.api().save(path(), file));
        System.out.println("  " + file + "  " + bytes + " bytes");
        return 0;
    }

    private String path() {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("format", format.toString());
        asked.put("personal", Boolean.toString(!withoutNames));
        put(asked, "from", moment(from));
        put(asked, "to", moment(to));
        put(asked, "actor", actor);
        put(asked, "collection", collection);
        put(asked, "document", document);
        put(asked, "action", action);
        return "/audit/export?"
                + asked.entrySet().stream()
                        .map(each -> each.getKey() + "=" + Json.encode(each.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static void put(Map<String, String> asked, String name, @Nullable String value) {
        if (value != null) {
            asked.put(name, value);
        }
    }

    private static @Nullable String moment(@Nullable String time) {
        return time != null && time.matches("\\d{4}-\\d{2}-\\d{2}") ? time + "T00:00:00Z" : time;
    }
}
