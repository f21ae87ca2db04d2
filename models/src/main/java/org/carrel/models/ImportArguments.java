package org.carrel.models;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line of {@link ModelImport}. */
sealed interface ImportArguments {

    String USAGE =
            """
            usage: --manifest NAME|FILE.json --parts FILE[,FILE...] --into FOLDER [--verify]
               or: --from PATH[,PATH...] --name NAME --into FOLDER [--base PATH]\
            """;

    Set<String> OPTIONS = Set.of("--manifest", "--parts", "--into", "--from", "--name", "--base");

    /** A model that a manifest pins. */
    record Pinned(String manifest, List<Path> parts, Path into, boolean thoroughly)
            implements ImportArguments {}

    /** Whatever lies at a path. */
    record Unpinned(List<Path> from, Optional<Path> base, String name, Path into)
            implements ImportArguments {}

    /** The arguments, or empty when one is missing, unknown, given twice or of the other form. */
    static Optional<ImportArguments> parse(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        boolean thoroughly = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (option.equals("--verify")) {
                thoroughly = true;
            } else if (!OPTIONS.contains(option)
                    || !rest.hasNext()
                    || values.put(option, rest.next()) != null) {
                return Optional.empty();
            }
        }
        return values.containsKey("--from")
                ? unpinned(values, thoroughly)
                : pinned(values, thoroughly);
    }

    private static Optional<ImportArguments> pinned(
            Map<String, String> values, boolean thoroughly) {
        @Nullable String manifest = values.get("--manifest");
        @Nullable String parts = values.get("--parts");
        @Nullable String into = values.get("--into");
        if (values.size() != 3 || manifest == null || parts == null || into == null) {
            return Optional.empty();
        }
        return Optional.of(new Pinned(manifest, paths(parts), Path.of(into), thoroughly));
    }

    private static Optional<ImportArguments> unpinned(
            Map<String, String> values, boolean thoroughly) {
        @Nullable String from = values.get("--from");
        @Nullable String name = values.get("--name");
        @Nullable String into = values.get("--into");
        Optional<Path> base = Optional.ofNullable(values.get("--base")).map(Path::of);
        if (thoroughly
                || values.size() != (base.isPresent() ? 4 : 3)
                || from == null
                || name == null
                || into == null) {
            return Optional.empty();
        }
        return Optional.of(new Unpinned(paths(from), base, name, Path.of(into)));
    }

    private static List<Path> paths(String separated) {
        return Arrays.stream(separated.split(",", -1)).map(Path::of).toList();
    }
}
