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
record ImportArguments(String manifest, List<Path> parts, Path into, boolean thoroughly) {

    static final String USAGE =
            "usage: --manifest NAME|FILE.json --parts FILE[,FILE...] --into FOLDER [--verify]";

    private static final Set<String> OPTIONS = Set.of("--manifest", "--parts", "--into");

    /** The arguments, or empty when one is missing, unknown or given twice. */
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
        @Nullable String manifest = values.get("--manifest");
        @Nullable String parts = values.get("--parts");
        @Nullable String into = values.get("--into");
        if (manifest == null || parts == null || into == null) {
            return Optional.empty();
        }
        List<Path> files = Arrays.stream(parts.split(",", -1)).map(Path::of).toList();
        return Optional.of(new ImportArguments(manifest, files, Path.of(into), thoroughly));
    }
}
