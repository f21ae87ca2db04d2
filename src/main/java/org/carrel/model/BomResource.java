package org.carrel.model;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.ModelDescription;

/** Which models are on this machine, for those who keep bills of materials. */
@Path("/api/v1/models/bom")
class BomResource {

    private final Catalogue catalogue;
    private final Activations activations;
    private final WorkBoard board;
    private final EmbeddingModel encoder;

    BomResource(
            Catalogue catalogue, Activations activations, WorkBoard board, EmbeddingModel encoder) {
        this.catalogue = catalogue;
        this.activations = activations;
        this.board = board;
        this.encoder = encoder;
    }

    /** All models of this machine as a CycloneDX 1.6 document, the encoder of passages too. */
    @GET
    @Produces(ModelBom.MEDIA_TYPE)
    @RolesAllowed({"operator", "compliance"})
    public ModelBom get() {
        Optional<String> active = activations.active();
        List<ModelBom.Component> models = new ArrayList<>();
        List<KnownModel> known = catalogue.all();
        for (KnownModel each : known) {
            boolean answers = active.filter(each.name()::equals).isPresent();
            ModelView card =
                    ModelView.of(
                            each, answers, board.evaluation(each.name()).orElse(null), Map.of());
            models.add(BomComponents.of(each, card));
        }
        ModelDescription passages = encoder.description();
        if (known.stream().noneMatch(each -> each.sha256().equals(passages.sha256()))) {
            models.add(BomComponents.shipped(passages));
        }
        return ModelBom.of(models);
    }
}
