package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.reprise.access.Needs;
import org.reprise.access.Quotas;
import org.reprise.access.Role;

/** How much the caller may do, and has done. */
@Path("/quotas")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class QuotasResource {
    @Inject
    private Quotas quotas;

    @GET
    public JsonObject mine() {
        return JsonBody.with(
                        "quotas",
                        JsonBody.array(quotas.mine().stream()
                                .map(use -> JsonBody.with("name", use.name())
                                        .and("limit", use.limit() == 0 ? null : use.limit())
                                        .and("used", use.used())
                                        .and(
                                                "per_seconds",
                                                use.per() == null
                                                        ? null
                                                        : use.per().toSeconds()))
                                .toList()))
                .build();
    }
}
