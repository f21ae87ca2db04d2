package org.carrel.openai;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.carrel.problem.Problems;
import org.jboss.resteasy.reactive.RestPath;

/** Which models can be named (OpenAI API reference, "Models"). */
@Path("/v1/models")
@RolesAllowed({"legal", "clinician"})
class ModelsResource {

    private final ModelNames names;

    ModelsResource(ModelNames names) {
        this.names = names;
    }

    record Models(String object, List<ModelNames.Named> data) {}

    @GET
    public Models list() {
        return new Models("list", names.all());
    }

    @GET
    @Path("/{model}")
    public ModelNames.Named one(@RestPath String model) {
        return names.all().stream()
                .filter(each -> each.id().equals(model))
                .findFirst()
                .orElseThrow(() ->
                        Problems.unknownModel("There is no model of this name; see /v1/models."));
    }
}
