package org.reprise.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Health where the pages are; on WildFly the server would tell it on the port of its management alone. */
@Path("/health")
@RequestScoped
@Produces(RestApplication.JSON)
@Open
public class HealthResource {
    @Inject
    @Liveness
    private Alive alive;

    @Inject
    @Readiness
    private StorageAnswers ready;

    @Inject
    private Monitors monitors;

    @Context
    private HttpServletRequest request;

    @GET
    public Response all() {
        return answer(alive.call(), ready.call());
    }

    @GET
    @Path("live")
    public Response live() {
        return answer(alive.call());
    }

    @GET
    @Path("ready")
    public Response ready() {
        return answer(ready.call());
    }

    /** Strangers learn whether Reprise is up, and nothing of why. */
    private Response answer(HealthCheckResponse... checks) {
        var status = Stream.of(checks).anyMatch(check -> check.getStatus() == Status.DOWN) ? Status.DOWN : Status.UP;
        var bodies = monitors.mayRead(request)
                ? Stream.of(checks).map(HealthResource::json).toList()
                : List.of();
        return Response.status(status == Status.UP ? 200 : 503)
                .entity(JsonBody.with("status", status)
                        .and("checks", JsonBody.array(bodies))
                        .build())
                .build();
    }

    private static JsonBody json(HealthCheckResponse check) {
        var data = new JsonBody();
        check.getData().orElse(Map.of()).forEach(data::and);
        return JsonBody.with("name", check.getName())
                .and("status", check.getStatus())
                .and("data", data);
    }
}
