package org.carrel.launch.eval;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A form in which sets come, recognised by the files of a folder.
interface SetForm {
    /// The special ones first.
    List<SetForm> ALL =
            List.of(
                    new LegalBenchForm(),
                    new BeirForm(),
                    new AciBenchForm(),
                    new InjectionForm(),
                    new CuadForm(),
                    new ContractNliForm(),
                    new PubMedQaForm(),
                    new PlainForm());

    boolean fits(Path folder);

    EvaluationSet read(Path folder);

    /// The sets that a folder is or has, each with its path.
    static List<Path> folders(Path folder) {
        if (ALL.stream().anyMatch(form -> form.fits(folder))) {
            return List.of(folder);
        }
        List<Path> found = new ArrayList<>();
        for (Path below : Lines.files(folder, "*")) {
            if (Files.isDirectory(below) && ALL.stream().anyMatch(form -> form.fits(below))) {
                found.add(below);
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    folder
                            + " is no set: a set has documents/ and questions.jsonl, see"
                            + " docs/evaluation.md");
        }
        return found;
    }

    static EvaluationSet readAny(Path folder) {
        return ALL.stream()
                .filter(form -> form.fits(folder))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(folder + " is no set"))
                .read(folder);
    }

    static String name(Path folder) {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }
}
