package org.carrel.ingest;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.tika.Tika;

/**
 * The jars that the extraction child runs with: Tika, its parsers, what those need, and this
 * module. The build writes their names into a resource; here they are found where this process has
 * them. The child gets nothing else, so no driver, web framework or key code can be reached from a
 * parser.
 */
public final class ChildClassPath {

    private static final String NAMES = "child-class-path.txt";
    private static final Pattern VERSION = Pattern.compile("-\\d.*\\.jar$");

    private ChildClassPath() {}

    /**
     * The child's class path from the jars of this process: entries of {@code java.class.path}
     * (Maven, tests), or else neighbours of Tika's own jar (a server laid out in one library
     * folder, where a jar may carry its group before its name).
     *
     * @throws IllegalStateException when a jar is in neither place; its name is in the message
     */
    public static List<Path> ofRunningJvm() {
        List<Path> candidates = new ArrayList<>(declared());
        candidates.addAll(siblings(locationOf(Tika.class)));
        return resolve(names(), candidates, locationOf(ChildClassPath.class));
    }

    /**
     * @param names file names of the needed jars
     * @param candidates files to choose from, the first match wins
     * @param own where this module's classes are
     */
    static List<Path> resolve(List<String> names, List<Path> candidates, Path own) {
        List<Path> found = new ArrayList<>();
        found.add(own);
        for (String name : names) {
            found.add(
                    match(name, candidates)
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "extraction needs " + name + ", not found")));
        }
        return List.copyOf(found);
    }

    /** The jar itself, or else the same artefact in the version that the server settled on. */
    private static Optional<Path> match(String name, List<Path> candidates) {
        String artifact = VERSION.matcher(name).replaceFirst("");
        Pattern exact = Pattern.compile("(?:.*\\.)?" + Pattern.quote(name));
        Pattern other = Pattern.compile("(?:.*\\.)?" + Pattern.quote(artifact) + "-\\d.*\\.jar");
        return first(exact, candidates).or(() -> first(other, candidates));
    }

    private static Optional<Path> first(Pattern name, List<Path> candidates) {
        return candidates.stream()
                .filter(jar -> name.matcher(String.valueOf(jar.getFileName())).matches())
                .findFirst();
    }

    private static List<Path> declared() {
        return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .toList();
    }

    private static List<Path> siblings(Path jar) {
        Path folder = jar.toAbsolutePath().getParent();
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path locationOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("no jar known for " + type.getName());
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no file for " + type.getName(), e);
        }
    }

    static List<String> names() {
        try (InputStream in = ChildClassPath.class.getResourceAsStream(NAMES)) {
            if (in == null) {
                throw new IllegalStateException("the build did not write " + NAMES);
            }
            String list = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return Stream.of(list.split(":")).map(ChildClassPath::fileName).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fileName(String entry) {
        return entry.substring(entry.lastIndexOf('/') + 1);
    }
}
