package org.carrel.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns exceptions into problem documents. */
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException problem) {
        if (problem.category() == ProblemException.Category.INTERNAL) {
            LOG.error(problem.name(), problem);
        }
        Response.ResponseBuilder answer = answer(ProblemDocument.of(problem));
        problem.headers().forEach(answer::header);
        return answer.build();
    }

    @ServerExceptionMapper
    Response violations(ConstraintViolationException failure) {
        // The property's name and the rule; never the value, which may be document text.
        String detail =
                failure.getConstraintViolations().stream()
                        .map(violation -> property(violation) + " " + violation.getMessage())
                        .sorted()
                        .collect(Collectors.joining("; "));
        return answer(
                        ProblemDocument.of(
                                "invalid-request", "The request cannot be used", 400, detail))
                .build();
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException failure) {
        // Jackson's own message quotes the input.
        return answer(
                        ProblemDocument.of(
                                "invalid-request",
                                "The request cannot be used",
                                400,
                                "The body is not the JSON that this call takes."))
                .build();
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException failure) {
        return Response.fromResponse(status(401))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure) {
        return status(403);
    }

    @ServerExceptionMapper
    Response webApplication(WebApplicationException failure) {
        return status(failure.getResponse().getStatus());
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        if (isOfUnavailableDatabase(failure)) {
            LOG.errorf("the database did not answer: %s", failure.getClass().getSimpleName());
            return problem(
                    Problems.unavailable(
                            "The database did not answer. If you changed something, look whether"
                                    + " it was done before you repeat it."));
        }
        LOG.errorf(failure, "unexpected %s", failure.getClass().getSimpleName());
        return status(500);
    }

    // Classes of SQLSTATE: no connection, no room, stopped or out of time.
    private static boolean isOfUnavailableDatabase(Throwable failure) {
        return failure instanceof SQLException sql
                        && sql.getSQLState() != null
                        && sql.getSQLState().matches("(08|53|57).*")
                || failure.getCause() != null && isOfUnavailableDatabase(failure.getCause())
                // The transaction manager keeps the causes there.
                || Arrays.stream(failure.getSuppressed())
                        .anyMatch(ProblemMappers::isOfUnavailableDatabase);
    }

    private static Response status(int code) {
        Response.Status known = Response.Status.fromStatusCode(code);
        String title = known == null ? "Error" : known.getReasonPhrase();
        String name =
                switch (code) {
                    case 401 -> "unauthorized";
                    case 403 -> "forbidden";
                    case 404 -> "not-found";
                    case 413 -> "too-large";
                    case 500 -> "internal";
                    default -> title.toLowerCase(Locale.ROOT).replace(' ', '-');
                };
        String detail =
                switch (code) {
                    case 401 -> "Sign in, or send a valid bearer token.";
                    case 403 -> "Your roles do not allow this call.";
                    case 404 -> "There is no such thing for you.";
                    case 500 -> "The server's log has the cause under this trace id.";
                    default -> title + ".";
                };
        return answer(ProblemDocument.of(name, title, code, detail)).build();
    }

    private static String property(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static Response.ResponseBuilder answer(ProblemDocument document) {
        return Response.status(document.status()).type(ProblemDocument.MEDIA_TYPE).entity(document);
    }
}
