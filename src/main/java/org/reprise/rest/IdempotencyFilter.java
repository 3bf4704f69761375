package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Logger;
import org.reprise.storage.FirstAnswers;
import org.reprise.storage.FirstAnswers.Answer;
import org.reprise.storage.FirstAnswers.Begun;
import org.reprise.storage.StorageUnavailable;

/**
 * Gives the first answer again to a repeated {@code Idempotency-Key}. An answer that blames the server is not kept: the
 * next attempt is the first.
 */
@Provider
@Idempotent
@ApplicationScoped
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class.getName());
    private static final String BEGUN = Begun.class.getName();

    @Inject
    private FirstAnswers answers;

    @Override
    public void filter(ContainerRequestContext request) {
        var key = request.getHeaderString("Idempotency-Key");
        var path = request.getUriInfo().getPath().replaceAll("^/|/$", "");
        // any other path names no campaign, and is refused whatever its key
        if (key == null || !path.matches("[\\w/-]{1,200}")) {
            return;
        }
        if (!key.matches("[ -~]{1,200}")) {
            throw RequestRefused.malformed("Idempotency-Key must be 1 to 200 printable ASCII characters");
        }
        var turn = answers.turn(path, key);
        if (turn instanceof Answer answer) {
            request.abortWith(again(answer));
        } else if (turn instanceof Begun begun) {
            request.setProperty(BEGUN, begun);
        } else {
            throw new RequestRefused(
                    RequestRefused.Code.AT_WORK, "The first request with this Idempotency-Key is still at work.");
        }
    }

    private static Response again(Answer answer) {
        return Response.status(answer.status())
                .entity(answer.body())
                .type(answer.status() < 400 ? RestApplication.JSON : Problem.TYPE)
                .build();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(BEGUN) instanceof Begun begun) {
            try {
                keep(begun, response);
            } catch (StorageUnavailable e) {
                // what was asked for is done; only a repetition, within a minute, has to wait
                LOG.log(e.level(), () -> "the answer to " + begun.path() + " was not kept: " + e.getMessage());
            }
        }
    }

    private void keep(Begun begun, ContainerResponseContext response) {
        if (response.getStatus() >= 500) {
            answers.forget(begun);
        } else {
            answers.finish(begun, response.getStatus(), String.valueOf(response.getEntity()));
        }
    }
}
