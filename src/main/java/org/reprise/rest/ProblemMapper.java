package org.reprise.rest;

import jakarta.ejb.EJBException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Refused;
import org.reprise.access.AccessRefused;
import org.reprise.access.NotAllowed;
import org.reprise.audience.CategoryRefused;
import org.reprise.audience.ContactRefused;
import org.reprise.audience.ImportRefused;
import org.reprise.audience.SegmentRefused;
import org.reprise.audience.rule.RuleRefused;
import org.reprise.campaign.CampaignRefused;
import org.reprise.storage.StorageBroken;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.LoginRefused;

/** The only place that knows which exception is which HTTP status. What clients did wrong is no news for the log. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

    @Context
    private UriInfo uri;

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        var cause = withoutWrapping(thrown);
        if (cause instanceof WebApplicationException e) {
            return kept(e.getResponse());
        } else if (cause instanceof StorageUnavailable e) {
            LOG.log(e.level(), () -> putOffLine(e));
            return putOff(e.trouble().concernsEverybody() ? e.trouble().words() : Problem.detail(503));
        } else if (cause instanceof StorageBroken e) {
            return broken(e);
        } else if (cause instanceof EJBException) {
            LOG.warning(() -> putOffLine(cause));
            return putOff(Problem.detail(503));
        } else if (cause instanceof RequestRefused e) {
            return refused(e);
        } else if (cause instanceof CampaignRefused e) {
            return refused(e);
        } else if (cause instanceof AccessRefused e) {
            return refused(e);
        } else if (cause instanceof CategoryRefused e) {
            return refused(e);
        } else if (cause instanceof SegmentRefused e) {
            return refused(e);
        } else if (cause instanceof RuleRefused e) {
            return refused(e, ProblemCode.INVALID);
        } else if (cause instanceof ContactRefused e) {
            return refused(e);
        } else if (cause instanceof NotAllowed e) {
            return answer(ProblemCode.FORBIDDEN, e.getMessage()).build();
        } else if (cause instanceof LoginRefused e) {
            return refused(e);
        } else if (cause instanceof ImportRefused e) {
            return refused(e);
        } else if (cause instanceof SlowBodies.TooSlow) {
            return refused(new RequestRefused(ProblemCode.TOO_SLOW, Problem.detail(408)));
        } else if (cause instanceof UncheckedIOException e) {
            LOG.warning(() -> putOffLine(e.getCause()));
            return putOff("Reprise could not keep a file in its data directory: " + reason(e.getCause())
                    + ". What to do: make room on its disk and let Reprise write there; then send it again.");
        } else if (cause instanceof IOException) {
            return answer(ProblemCode.MALFORMED_REQUEST, "The request could not be read to its end.")
                    .build();
        }
        return broken(cause);
    }

    /** No path of the server's. */
    private static String reason(IOException e) {
        var reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? "it cannot be written" : reason;
    }

    private String putOffLine(Throwable cause) {
        return "request " + RequestId.of(request) + " to " + instance() + " was put off: " + cause.getMessage();
    }

    private Response putOff(String detail) {
        return answer(ProblemCode.UNAVAILABLE, detail)
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
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
        if (PageOfError.isWantedBy(request)) {
            return Response.fromResponse(response)
                    .entity(PageOfError.of(request, status, instance(), Problem.detail(status)))
                    .header(GuardedResponse.CSP, PageOfError.POLICY)
                    .type(PageOfError.TYPE)
                    .build();
        }
        return Response.fromResponse(response)
                .entity(Problem.body(ProblemCode.of(status), status, null, Problem.detail(status), instance())
                        .build())
                .type(Problem.TYPE)
                .build();
    }

    private Response refused(RequestRefused refused) {
        var code = refused.code();
        var answer = answer(code, refused.pointer(), refused.getMessage());
        return switch (code) {
            case IN_PROGRESS -> answer.header(HttpHeaders.RETRY_AFTER, 1).build();
            // what may still come of the body is no next request
            case TOO_LARGE, TOO_SLOW -> answer.header("Connection", "close").build();
            default -> answer.build();
        };
    }

    private Response refused(CampaignRefused refused) {
        var code = code(refused.code());
        int status = code.status();
        var problem = Problem.body(code, status, pointer(refused), refused.getMessage(), instance());
        refused.doubt().ifPresent(doubt -> problem.and("maybe_reached", ConfirmationForm.told(doubt.people())));
        return Response.status(status)
                .entity(problem.build())
                .type(Problem.TYPE)
                .build();
    }

    private Response refused(AccessRefused refused) {
        var code = switch (refused.code()) {
            case UNKNOWN -> ProblemCode.NOT_FOUND;
            case WRONG_SECRET -> ProblemCode.UNAUTHENTICATED;
            case INVALID -> ProblemCode.INVALID;
            case CONFLICT -> ProblemCode.CONFLICT;
            case TOO_OFTEN -> ProblemCode.TOO_MANY_REQUESTS;
        };
        var answer = answer(refused, code);
        refused.after().ifPresent(after -> answer.header(HttpHeaders.RETRY_AFTER, after.toSeconds()));
        return answer.build();
    }

    private Response refused(CategoryRefused refused) {
        return refused(
                refused,
                switch (refused.code()) {
                    case UNKNOWN -> ProblemCode.NOT_FOUND;
                    case INVALID -> ProblemCode.INVALID;
                    case CONFLICT -> ProblemCode.CONFLICT;
                });
    }

    private Response refused(SegmentRefused refused) {
        return refused(
                refused,
                switch (refused.code()) {
                    case UNKNOWN -> ProblemCode.NOT_FOUND;
                    case INVALID -> ProblemCode.INVALID;
                    case CONFLICT -> ProblemCode.CONFLICT;
                    case STALE -> ProblemCode.STALE;
                });
    }

    private Response refused(ContactRefused refused) {
        return refused(
                refused,
                switch (refused.code()) {
                    case UNKNOWN -> ProblemCode.NOT_FOUND;
                    case INVALID -> ProblemCode.INVALID;
                    case CONFLICT -> ProblemCode.CONFLICT;
                });
    }

    private Response refused(Refused refused, ProblemCode code) {
        return answer(refused, code).build();
    }

    private Response.ResponseBuilder answer(Refused refused, ProblemCode code) {
        return answer(code, refused.member().map(name -> "/" + name).orElse(null), refused.getMessage());
    }

    private Response refused(LoginRefused refused) {
        var code = switch (refused.reason()) {
            case WRONG, EXPIRED ->
                uri.getPath(false).endsWith("sessions") ? ProblemCode.INVALID : ProblemCode.LOGIN_FAILED;
            case NOT_AWAITED, NOT_SET_UP -> ProblemCode.CONFLICT;
            case FLOOD_WAIT -> ProblemCode.TOO_MANY_REQUESTS;
            case UNREACHABLE -> ProblemCode.UNAVAILABLE;
        };
        var answer = answer(code, refused.getMessage());
        if (refused.retryAfter() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, refused.retryAfter().toSeconds() + 1);
        } else if (code == ProblemCode.UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, 5);
        }
        return answer.build();
    }

    private Response refused(ImportRefused refused) {
        return switch (refused.reason()) {
            case TOO_LARGE ->
                answer(ProblemCode.TOO_LARGE, refused.getMessage())
                        .header("Connection", "close")
                        .build();
            case EMPTY, NOT_TEXT, ENCODING, HEADER ->
                answer(ProblemCode.INVALID, refused.getMessage()).build();
        };
    }

    private static ProblemCode code(CampaignRefused.Code code) {
        return switch (code) {
            case UNKNOWN -> ProblemCode.NOT_FOUND;
            case CONFLICT -> ProblemCode.CONFLICT;
            case ID_GIVEN_OUT -> ProblemCode.ID_GIVEN_OUT;
            case STALE -> ProblemCode.STALE;
            case INVALID -> ProblemCode.INVALID;
        };
    }

    /** Under the name that the request gave it. */
    private String pointer(CampaignRefused refused) {
        return refused.member().isPresent() && request.getAttribute(MembersReader.READ) instanceof Members members
                ? "/" + members.nameGiven(refused.member().get())
                : null;
    }

    /** The log has the statement already, once. */
    private Response broken(StorageBroken broken) {
        LOG.warning(() -> "request " + RequestId.of(request) + " to " + instance() + " failed: " + broken.getMessage());
        return answer(ProblemCode.INTERNAL, "Reprise itself failed; its log says how under " + broken.id() + ".")
                .build();
    }

    private Response broken(Throwable cause) {
        var id = RequestId.of(request);
        LOG.log(Level.SEVERE, cause, () -> "request " + id + " to " + instance() + " failed");
        return answer(ProblemCode.INTERNAL, "Reprise itself failed; its log says how under " + id + ".")
                .build();
    }

    private Response.ResponseBuilder answer(ProblemCode code, String detail) {
        return answer(code, null, detail);
    }

    private Response.ResponseBuilder answer(ProblemCode code, String pointer, String detail) {
        return Response.status(code.status())
                .entity(Problem.body(code, code.status(), pointer, detail, instance())
                        .build())
                .type(Problem.TYPE);
    }

    /** As the client called it. */
    private String instance() {
        var path = uri.getPath(false);
        return path.startsWith("/") ? path : "/" + path;
    }
}
