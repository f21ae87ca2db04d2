package org.carrel.model;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.carrel.access.People;
import org.jspecify.annotations.Nullable;

/** The models of this machine. */
@Path("/api/v1/models")
class ModelListResource {

    private static final int SHOWN = 100;

    private final Catalogue catalogue;
    private final Activations activations;
    private final Serving serving;
    private final Incoming incoming;
    private final WorkBoard board;
    private final People people;

    ModelListResource(
            Catalogue catalogue,
            Activations activations,
            Serving serving,
            Incoming incoming,
            WorkBoard board,
            People people) {
        this.catalogue = catalogue;
        this.activations = activations;
        this.serving = serving;
        this.incoming = incoming;
        this.board = board;
        this.people = people;
    }

    /**
     * The models that are here.
     *
     * @param active name of the one that is to answer
     * @param serving name of the one that this server has open: another than the active one, or
     *     none, for as long as it cannot be opened
     * @param previous name of the one that going back leads to
     * @param history which models took over, the latest first, 100 at most
     * @param incomingFolder where what can be imported lies, on the server's machine
     * @param incoming what can be imported
     */
    record ModelList(
            List<ModelView> items,
            @Nullable String active,
            @Nullable String serving,
            @Nullable String previous,
            List<ActivationView> history,
            String incomingFolder,
            List<Incoming.Candidate> incoming) {}

    @GET
    @RolesAllowed({"operator", "compliance"})
    public ModelList list() {
        Optional<String> active = activations.active();
        List<KnownModel> models = catalogue.all();
        List<ActivationEntity> history = activations.newest(SHOWN);
        Map<String, String> names = names(models, history);
        return new ModelList(
                models.stream().map(each -> view(each, active, names)).toList(),
                active.orElse(null),
                serving.name().orElse(null),
                activations.previous().orElse(null),
                history.stream().map(each -> ActivationView.of(each, names)).toList(),
                incoming.folder(),
                incoming.list());
    }

    private ModelView view(KnownModel model, Optional<String> active, Map<String, String> names) {
        return ModelView.of(
                model,
                active.filter(model.name()::equals).isPresent(),
                board.evaluation(model.name()).orElse(null),
                names);
    }

    /** What those who imported and activated are called, by subject. */
    private Map<String, String> names(List<KnownModel> models, List<ActivationEntity> history) {
        Stream<String> importers =
                models.stream()
                        .flatMap(each -> Stream.ofNullable(each.decision()))
                        .map(KnownModel.Decision::by);
        Stream<String> activators = history.stream().map(each -> each.activatedBy);
        return people.names(Stream.concat(importers, activators).distinct().toList());
    }
}
