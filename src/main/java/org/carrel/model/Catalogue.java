package org.carrel.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.carrel.models.ImportRefusedException;
import org.carrel.models.ImportedModel;
import org.carrel.models.ModelManifest;
import org.carrel.models.trust.PublishedManifest;
import org.jspecify.annotations.Nullable;

/** The models that lie in the folder of models, and what speaks for each. */
@ApplicationScoped
public class Catalogue {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final Path folder;
    private final ModelRepository rows;

    Catalogue(ModelConfig config, ModelRepository rows) {
        this.folder = config.folder();
        this.rows = rows;
    }

    /** All, by name. */
    @Transactional
    public List<KnownModel> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            List<KnownModel> known = new ArrayList<>();
            for (Path each : found.sorted().toList()) {
                find(String.valueOf(each.getFileName())).ifPresent(known::add);
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model of that name, whatever speaks for it. */
    @Transactional
    public Optional<KnownModel> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Path place = folder.resolve(name);
        try {
            Optional<ImportedModel> description = ImportedModel.read(place);
            return description.isEmpty()
                    ? Optional.empty()
                    : Optional.of(known(place, description.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KnownModel known(Path place, ImportedModel description) throws IOException {
        Optional<TrustedModelEntity> row = rows.model(String.valueOf(place.getFileName()));
        if (row.isEmpty()) {
            Trust trust = isShipped(description) ? Trust.SHIPPED : Trust.UNKNOWN;
            return new KnownModel(place, description, trust, null, null);
        }
        TrustedModelEntity decided = row.get();
        Optional<ModelKeyEntity> key = Optional.ofNullable(decided.keyId).flatMap(rows::key);
        return new KnownModel(
                place,
                description,
                trust(place, decided, key),
                published(decided.published),
                new KnownModel.Decision(
                        decided.keyId,
                        key.map(each -> each.name).orElse(null),
                        decided.reason,
                        decided.importedBy,
                        decided.importedAt));
    }

    private static Trust trust(Path place, TrustedModelEntity decided, Optional<ModelKeyEntity> key)
            throws IOException {
        if (!ImportedModel.descriptionSha256(place).equals(decided.descriptionSha256)) {
            return Trust.CHANGED;
        }
        if (decided.trust.equals(TrustedModelEntity.UNSIGNED)) {
            return Trust.UNSIGNED;
        }
        boolean counts = key.isPresent() && key.get().withdrawnAt == null;
        return counts ? Trust.SIGNED : Trust.WITHDRAWN;
    }

    private static boolean isShipped(ImportedModel description) throws IOException {
        try {
            ModelManifest shipped = ModelManifest.load(description.name());
            return shipped.sha256().equals(description.sourceSha256());
        } catch (ImportRefusedException e) {
            return false;
        }
    }

    private static @Nullable PublishedManifest published(@Nullable String json) throws IOException {
        return json == null ? null : PublishedManifest.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
