package org.carrel.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says problems of the calls under {@code /v1} in the form that their clients read. */
final class OpenAiErrors {

    private static final int AFTER_WHAT_RECORDS_THEM = 100;

    @ServerResponseFilter(priority = AFTER_WHAT_RECORDS_THEM)
    void translate(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof ProblemDocument problem
                && OpenAiError.isSpokenAt(request.getUriInfo().getPath())) {
            response.setEntity(
                    OpenAiError.of(problem), new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
        }
    }
}
