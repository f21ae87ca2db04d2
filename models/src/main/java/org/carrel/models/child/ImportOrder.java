package org.carrel.models.child;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carrel.models.ImportRefusedException;

/**
 * What to import, see {@link org.carrel.models.ModelImport}.
 *
 * @param from the source: files or one folder; no path may hold a comma
 * @param base the model that an adapter was made for
 * @param name of the folder in {@code into}
 * @param into the folder of models
 */
public record ImportOrder(List<Path> from, Optional<Path> base, String name, Path into) {
    public ImportOrder {
        from = List.copyOf(from);
    }

    /** The command line of the importer. */
    List<String> arguments() throws ImportRefusedException {
        List<String> paths = from.stream().map(path -> path.toAbsolutePath().toString()).toList();
        if (paths.isEmpty() || paths.stream().anyMatch(path -> path.contains(","))) {
            throw new ImportRefusedException("the path of a model must not hold a comma");
        }
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--from", String.join(",", paths)));
        arguments.addAll(List.of("--name", name));
        arguments.addAll(List.of("--into", into.toAbsolutePath().toString()));
        base.ifPresent(
                path -> arguments.addAll(List.of("--base", path.toAbsolutePath().toString())));
        return arguments;
    }
}
