package org.carrel.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.carrel.model.ModelBom.Analysis;
import org.carrel.model.ModelBom.Component;
import org.carrel.model.ModelBom.Considerations;
import org.carrel.model.ModelBom.Dataset;
import org.carrel.model.ModelBom.Hash;
import org.carrel.model.ModelBom.Licence;
import org.carrel.model.ModelBom.LicenceName;
import org.carrel.model.ModelBom.Metric;
import org.carrel.model.ModelBom.ModelCard;
import org.carrel.model.ModelBom.Parameters;
import org.carrel.model.ModelBom.Pedigree;
import org.carrel.model.ModelBom.Property;
import org.carrel.models.ImportedModel;
import org.carrel.models.ModelDescription;
import org.carrel.models.ModelFacts;
import org.jspecify.annotations.Nullable;

/** Models as components of a bill of materials. */
final class BomComponents {

    private static final String MODEL = "machine-learning-model";

    /** Licences that go by their SPDX identifier; any other goes by its name. */
    private static final Set<String> SPDX =
            Set.of(
                    "Apache-2.0",
                    "MIT",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "CC0-1.0",
                    "CC-BY-4.0",
                    "CC-BY-SA-4.0",
                    "CC-BY-NC-4.0",
                    "GPL-3.0-only",
                    "LGPL-3.0-only",
                    "AGPL-3.0-only",
                    "MPL-2.0");

    private BomComponents() {}

    /** A model in the folder of models. */
    static Component of(KnownModel known, ModelView card) {
        ImportedModel description = known.description();
        List<Component> files =
                description.files().stream()
                        .map(file -> Component.named("file", file.name(), file.sha256()))
                        .toList();
        return new Component(
                MODEL,
                "model:" + known.name(),
                known.name(),
                card.version(),
                List.of(new Hash("SHA-256", known.sha256())),
                licences(card.licence()),
                ancestry(card.base()),
                files,
                modelCard(card),
                properties(card));
    }

    /** The encoder that comes with the release. */
    static Component shipped(ModelDescription encoder) {
        return new Component(
                MODEL,
                "model:" + encoder.name(),
                encoder.name(),
                null,
                List.of(new Hash("SHA-256", encoder.sha256())),
                licences("MIT"),
                ancestry("BAAI/bge-small-en-v1.5"),
                List.of(),
                new ModelCard(
                        new Parameters("bert", List.of()),
                        null,
                        new Considerations(
                                List.of("Turns passages and questions into vectors."),
                                List.of("English; the first 512 tokens of a text."))),
                List.of(new Property("carrel:trust", Trust.SHIPPED.id())));
    }

    private static List<Licence> licences(String licence) {
        return List.of(
                new Licence(
                        SPDX.contains(licence)
                                ? new LicenceName(licence, null)
                                : new LicenceName(null, licence)));
    }

    private static @Nullable Pedigree ancestry(String base) {
        return base.equals(ModelFacts.NOT_STATED) || base.equals("none")
                ? null
                : new Pedigree(List.of(Component.named(MODEL, base, null)));
    }

    private static ModelCard modelCard(ModelView card) {
        List<Dataset> data =
                card.trainingData() == null
                        ? List.of()
                        : List.of(new Dataset("dataset", "training data", card.trainingData()));
        Evaluation found = card.evaluation();
        return new ModelCard(
                new Parameters(card.architecture(), data),
                found == null ? null : new Analysis(metrics(found)),
                new Considerations(List.of(card.intendedUse()), card.limits()));
    }

    private static List<Metric> metrics(Evaluation found) {
        String slice =
                "%d questions, SHA-256 %s".formatted(found.questions(), found.questionsSha256());
        return List.of(
                new Metric("correct", Integer.toString(found.candidate().correct()), slice),
                new Metric(
                        "unsupported", Integer.toString(found.candidate().unsupported()), slice));
    }

    private static List<Property> properties(ModelView card) {
        List<Property> properties = new ArrayList<>();
        properties.add(new Property("carrel:trust", card.trust()));
        properties.add(new Property("carrel:active", Boolean.toString(card.active())));
        if (card.key() != null) {
            properties.add(new Property("carrel:key", card.key().id()));
        }
        if (card.reason() != null) {
            properties.add(new Property("carrel:reason", card.reason()));
        }
        return properties;
    }
}
