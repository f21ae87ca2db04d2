package org.carrel.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.carrel.models.ImportRefusedException;
import org.carrel.models.ImportedModel;
import org.carrel.models.ModelImport.Outcome;
import org.carrel.models.child.ImportOrder;
import org.carrel.models.child.ModelPrograms;
import org.carrel.models.trust.SignedManifest;
import org.carrel.models.trust.TrustedKey;
import org.jspecify.annotations.Nullable;

/**
 * Brings a model in: first it is decided by what right, then a process of its own reads the files,
 * then what it read is held against what was signed.
 */
@ApplicationScoped
class Imports implements ModelTask {

    private final Incoming incoming;
    private final Keys keys;
    private final Decisions decisions;
    private final ModelPrograms programs;
    private final Path folder;

    Imports(
            Incoming incoming,
            Keys keys,
            Decisions decisions,
            ModelPrograms programs,
            ModelConfig config) {
        this.incoming = incoming;
        this.keys = keys;
        this.decisions = decisions;
        this.programs = programs;
        this.folder = config.folder();
    }

    /** What speaks for a model that is to be imported. */
    private record Voucher(SignedManifest manifest, TrustedKey key) {}

    @Override
    public String kind() {
        return WorkBoard.IMPORT;
    }

    @Override
    public @Nullable Evaluation run(Order order, ModelPrograms.Listener progress)
            throws IOException, InterruptedException, WorkRefusedException {
        try {
            Path source = source(String.valueOf(order.source()));
            Optional<Voucher> voucher = voucher(source, order.reason());
            Outcome outcome = programs.importing(importOrder(order, source), progress);
            ImportedModel model = ImportedModel.read(outcome.folder()).orElseThrow();
            if (voucher.isPresent()) {
                requireFiles(voucher.get().manifest(), model, outcome);
            }
            decisions.keep(decision(order, voucher, model, outcome.folder()), model.sourceSha256());
        } catch (ImportRefusedException e) {
            decisions.refused(order, String.valueOf(e.getMessage()));
            throw new WorkRefusedException("The import was refused: " + e.getMessage() + ".");
        }
        return null;
    }

    /** Empty for one without a manifest that is taken in with a reason. */
    private Optional<Voucher> voucher(Path source, @Nullable String reason) throws IOException {
        Optional<SignedManifest> signed = SignedManifest.beside(source);
        if (signed.isEmpty()) {
            if (reason == null) {
                throw new ImportRefusedException(
                        "nobody signed for the model, and no reason is given to take it in"
                                + " unsigned");
            }
            return Optional.empty();
        }
        TrustedKey key =
                signed.get()
                        .signer(keys.accepted())
                        .orElseThrow(() -> new ImportRefusedException(Incoming.NO_KEY));
        return Optional.of(new Voucher(signed.get(), key));
    }

    private ImportOrder importOrder(Order order, Path source) throws ImportRefusedException {
        Optional<Path> base =
                order.base() == null ? Optional.empty() : Optional.of(source(order.base()));
        return new ImportOrder(List.of(source), base, order.model(), folder);
    }

    /** It was there when the import was ordered. */
    private Path source(String path) throws ImportRefusedException {
        return incoming.find(path)
                .orElseThrow(() ->
                        new ImportRefusedException(
                                "its files are not in the folder of incoming models any more"));
    }

    private static void requireFiles(SignedManifest signed, ImportedModel model, Outcome outcome)
            throws IOException {
        try {
            signed.requireFiles(model.facts().sources());
        } catch (ImportRefusedException e) {
            if (outcome instanceof Outcome.Imported) {
                FileUtils.deleteDirectory(outcome.folder().toFile());
            }
            throw e;
        }
    }

    private static TrustedModelEntity decision(
            Order order, Optional<Voucher> voucher, ImportedModel model, Path place)
            throws IOException {
        TrustedModelEntity row = new TrustedModelEntity();
        row.name = order.model();
        row.sourceSha256 = model.sourceSha256();
        row.descriptionSha256 = ImportedModel.descriptionSha256(place);
        row.trust = voucher.isPresent() ? TrustedModelEntity.SIGNED : TrustedModelEntity.UNSIGNED;
        row.keyId = voucher.map(each -> each.key().id()).orElse(null);
        row.published =
                voucher.map(each -> new String(each.manifest().bytes(), StandardCharsets.UTF_8))
                        .orElse(null);
        row.reason = voucher.isPresent() ? null : order.reason();
        row.importedBy = order.by();
        return row;
    }
}
