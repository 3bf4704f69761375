package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Logger;
import org.reprise.access.Caller;
import org.reprise.access.CurrentCaller;
import org.reprise.access.Quotas;
import org.reprise.storage.IdempotencyStore;
import org.reprise.storage.IdempotencyStore.Answer;
import org.reprise.storage.IdempotencyStore.InProgress;
import org.reprise.storage.IdempotencyStore.Request;
import org.reprise.storage.IdempotencyStore.Started;
import org.reprise.storage.StorageFailed;

/**
 * Gives the first answer again to a repeated {@code Idempotency-Key} of the same caller, for the same route and body.
 * Only success is kept: after a refusal the next attempt is the first.
 */
@Provider
@Idempotent
@ApplicationScoped
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class.getName());
    private static final String ATTEMPT = Attempt.class.getName();

    /** No transition takes this long. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    /** Files come as fast as their sender's line lets them. */
    private static final Duration MAX_UPLOAD = Duration.ofHours(1);

    @Inject
    private IdempotencyStore store;

    @Inject
    private CurrentCaller current;

    @Inject
    private Quotas quotas;

    private record Attempt(Started started, Fingerprint fingerprint) {}

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        var key = IdempotencyKey.of(request);
        if (key.isEmpty()) {
            return;
        }
        quotas.idempotencyKey();
        var route = request.getMethod() + " /" + request.getUriInfo().getPath().replaceAll("^/|/$", "");
        var fingerprint =
                new Fingerprint(request.getUriInfo().getRequestUri().getRawQuery(), request.getEntityStream());
        var turn = store.begin(
                new Request(current.find().map(Caller::key).orElse(""), route, key.get()), longest(request));
        if (turn instanceof Answer answer) {
            request.abortWith(again(answer, fingerprint.whole()));
        } else if (turn instanceof InProgress) {
            throw new RequestRefused(
                    ProblemCode.IN_PROGRESS, "The first request with this Idempotency-Key is still in progress.");
        } else {
            request.setEntityStream(fingerprint.body());
            request.setProperty(ATTEMPT, new Attempt((Started) turn, fingerprint));
        }
    }

    private static Duration longest(ContainerRequestContext request) {
        return MediaType.APPLICATION_JSON_TYPE.isCompatible(request.getMediaType()) ? MAX_WAIT : MAX_UPLOAD;
    }

    private static Response again(Answer answer, String fingerprint) {
        if (answer.fingerprint() != null && !answer.fingerprint().equals(fingerprint)) {
            throw new RequestRefused(
                    ProblemCode.KEY_REUSED,
                    "This Idempotency-Key was used with another body or query; take a new key for a new request.");
        }
        var again = Response.status(answer.status());
        if (answer.location() != null) {
            again.header(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.tag() != null) {
            again.header(HttpHeaders.ETAG, answer.tag());
        }
        return answer.body() == null
                ? again.build()
                : again.entity(answer.body()).type(RestApplication.JSON).build();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(ATTEMPT) instanceof Attempt attempt) {
            try {
                keep(attempt, response);
            } catch (StorageFailed e) {
                // what was asked for is done; only a repetition, within a minute, has to wait
                LOG.log(
                        e.level(),
                        () -> "the answer to " + attempt.started.request().route() + " was not kept: "
                                + e.getMessage());
            } catch (IOException e) {
                LOG.warning(() -> "the answer to " + attempt.started.request().route()
                        + " was not kept, since its body could not be read: " + e.getMessage());
            }
        }
    }

    private void keep(Attempt attempt, ContainerResponseContext response) throws IOException {
        if (response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
            store.forget(attempt.started);
            return;
        }
        store.finish(
                attempt.started,
                new Answer(
                        response.getStatus(),
                        attempt.fingerprint.whole(),
                        response.getHeaderString(HttpHeaders.LOCATION),
                        response.getHeaderString(HttpHeaders.ETAG),
                        response.hasEntity() ? response.getEntity().toString() : null));
    }
}
