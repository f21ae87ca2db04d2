package org.carrel.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The sample documents, in a matter and a patient record of their own, added once.
final class Demo {
    static final String MATTER = "Demo: Northwind services";
    static final String PATIENT = "Demo: discharge";

    private static final Set<String> CONTRACT_TYPES = Set.of("pdf", "docx", "eml", "html");

    private Demo() {}

    static void load(Settings settings, Stack stack, Steps steps) {
        Path samples = settings.repository().resolve("ingest/samples");
        if (!Files.isDirectory(samples)) {
            steps.say("  demo         left out: there is no folder " + samples);
            return;
        }
        List<Path> notes = files(samples, true);
        List<Path> contracts = files(samples, false);
        Session.with(
                settings,
                stack,
                session -> {
                    add(session.api(), steps, MATTER, Kind.matter, contracts);
                    add(session.api(), steps, PATIENT, Kind.patient, notes);
                    return true;
                });
    }

    private static void add(Api api, Steps steps, String name, Kind kind, List<Path> files) {
        if (files.isEmpty() || api.collectionNamed(name).isPresent()) {
            return;
        }
        new Ingestion(api, steps, Ingestion.PAUSE)
                .run(api.create(name, kind, true), LocalFile.in(files));
    }

    private static List<Path> files(Path samples, boolean clinical) {
        try (Stream<Path> files = Files.list(samples)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> clinical(file) == clinical)
                    .filter(file -> clinical || CONTRACT_TYPES.contains(type(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + samples, e);
        }
    }

    private static boolean clinical(Path file) {
        return String.valueOf(file.getFileName()).contains("discharge");
    }

    private static String type(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
