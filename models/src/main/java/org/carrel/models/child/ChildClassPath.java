package org.carrel.models.child;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.carrel.models.LanguageModel;

/**
 * The jars that a child runs with: this module, and what the build says that it needs, found where
 * this process has them. No driver, web framework or key code is among them.
 */
final class ChildClassPath {

    private static final String NAMES = "class-path.txt";
    private static final Pattern VERSION = Pattern.compile("-\\d.*\\.jar$");

    private ChildClassPath() {}

    /**
     * Entries of {@code java.class.path} (Maven, tests), or else neighbours of Jackson's jar (a
     * server laid out in one library folder, where a jar may carry its group before its name).
     *
     * @throws IllegalStateException when a jar is in neither place; its name is in the message
     */
    static List<Path> ofRunningJvm() {
        List<Path> candidates = new ArrayList<>(declared());
        candidates.addAll(siblings(locationOf(ObjectMapper.class)));
        return resolve(names(), candidates, locationOf(LanguageModel.class));
    }

    /**
     * @param names file names of the needed jars
     * @param candidates files to choose from, the first match wins
     * @param own where this module's classes are
     */
    static List<Path> resolve(List<String> names, List<Path> candidates, Path own) {
        return Stream.concat(Stream.of(own), names.stream().map(name -> found(name, candidates)))
                .toList();
    }

    /** The jar itself, or else the same artefact in the version that the server settled on. */
    private static Path found(String name, List<Path> candidates) {
        String artefact = Pattern.quote(VERSION.matcher(name).replaceFirst(""));
        return Stream.of(Pattern.quote(name), artefact + "-\\d.*\\.jar")
                .map(wanted -> Pattern.compile("(?:.*\\.)?" + wanted).asMatchPredicate())
                .flatMap(wanted ->
                        candidates.stream()
                                .filter(jar -> wanted.test(String.valueOf(jar.getFileName()))))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("models need " + name + ", not found"));
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

    private static List<String> names() {
        try (InputStream in = ChildClassPath.class.getResourceAsStream(NAMES)) {
            if (in == null) {
                throw new IllegalStateException("the build did not write " + NAMES);
            }
            String list = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return Stream.of(list.split(":"))
                    .map(entry -> entry.substring(entry.lastIndexOf('/') + 1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
