package org.reprise.rest;

import jakarta.ejb.EJBException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.audience.ImportRefused;
import org.reprise.campaign.CampaignRefused;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.LoginRefused;

/** The only place that knows which exception is which HTTP status. What clients did wrong is no news for the log. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(Throwable thrown) {
        var cause = withoutWrapping(thrown);
        if (cause instanceof WebApplicationException e) {
            return kept(e.getResponse());
        } else if (cause instanceof StorageUnavailable e) {
            LOG.log(e.level(), () -> instance() + " was put off: " + e.getMessage());
            return putOff(e.trouble().concernsEverybody() ? e.trouble().words() : Problem.detail(503));
        } else if (cause instanceof EJBException) {
            LOG.warning(() -> instance() + " was put off: " + cause.getMessage());
            return putOff(Problem.detail(503));
        } else if (cause instanceof RequestRefused e) {
            return refused(e);
        } else if (cause instanceof CampaignRefused e) {
            return refused(e);
        } else if (cause instanceof LoginRefused e) {
            return refused(e);
        } else if (cause instanceof ImportRefused e) {
            return refused(e);
        } else if (cause instanceof IOException) {
            return answer(400, "The request could not be read to its end.").build();
        }
        return broken(cause);
    }

    private Response putOff(String detail) {
        return answer(503, detail).header(HttpHeaders.RETRY_AFTER, 1).build();
    }

    /** An EJBException of its own says that the container is starting, stopping or waited for a lock in vain. */
    private static Throwable withoutWrapping(Throwable thrown) {
        return thrown instanceof EJBException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** Status and headers, such as Allow, as the container decided. */
    private Response kept(Response response) {
        int status = response.getStatus();
        if (status < 400) {
            return response;
        }
        return Response.fromResponse(response)
                .entity(Problem.of(status, Problem.detail(status), instance()))
                .type(Problem.TYPE)
                .build();
    }

    private Response refused(RequestRefused refused) {
        int status = switch (refused.code()) {
            case MALFORMED -> 400;
            case UNKNOWN -> 404;
            case AT_WORK -> 409;
            case TOO_LARGE -> 413;
            case UNSUPPORTED -> 415;
            case INVALID -> 422;
        };
        var answer = answer(status, refused.getMessage());
        return switch (refused.code()) {
            case AT_WORK -> answer.header(HttpHeaders.RETRY_AFTER, 1).build();
            // what may still come of the body is no next request
            case TOO_LARGE -> answer.header("Connection", "close").build();
            default -> answer.build();
        };
    }

    private Response refused(CampaignRefused refused) {
        int status = status(refused.code());
        var problem = Problem.body(status, refused.getMessage(), instance());
        refused.doubt().ifPresent(doubt -> problem.and("maybe_reached", ConfirmationForm.told(doubt.people())));
        return Response.status(status)
                .entity(problem.build())
                .type(Problem.TYPE)
                .build();
    }

    private Response refused(LoginRefused refused) {
        int status = switch (refused.reason()) {
            case WRONG, EXPIRED -> uri.getPath(false).endsWith("sessions") ? 422 : 400;
            case NOT_AWAITED, NOT_SET_UP -> 409;
            case FLOOD_WAIT -> 429;
            case UNREACHABLE -> 503;
        };
        var answer = answer(status, refused.getMessage());
        if (refused.retryAfter() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, refused.retryAfter().toSeconds() + 1);
        } else if (status == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, 5);
        }
        return answer.build();
    }

    private Response refused(ImportRefused refused) {
        return switch (refused.reason()) {
            case TOO_LARGE ->
                answer(413, refused.getMessage()).header("Connection", "close").build();
            case EMPTY, ENCODING, HEADER -> answer(422, refused.getMessage()).build();
        };
    }

    private static int status(CampaignRefused.Code code) {
        return switch (code) {
            case UNKNOWN -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
            case INVALID -> 422;
        };
    }

    private Response broken(Throwable cause) {
        var id = UUID.randomUUID().toString().substring(0, 8);
        LOG.log(Level.SEVERE, cause, () -> instance() + " failed, " + id);
        return answer(500, "Reprise itself failed; its log says how under " + id + ".")
                .build();
    }

    private Response.ResponseBuilder answer(int status, String detail) {
        return Response.status(status)
                .entity(Problem.of(status, detail, instance()))
                .type(Problem.TYPE);
    }

    /** As the client called it. */
    private String instance() {
        var path = uri.getPath(false);
        return path.startsWith("/") ? path : "/" + path;
    }
}
