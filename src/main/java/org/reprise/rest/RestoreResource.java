package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Locale;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.RestoreService;
import org.reprise.restore.Doubt;
import org.reprise.restore.MaybeReached;
import org.reprise.restore.Notice;

/** What a restore left open, and its settlement. */
@Path("/restore")
@ApplicationScoped
@Produces(RestApplication.JSON)
public class RestoreResource {
    @Inject
    private MaybeReached maybeReached;

    @Inject
    private RestoreService desk;

    @Needs(Role.VIEWER)
    @GET
    public JsonObject state() {
        var notice = maybeReached.notice();
        return JsonBody.with("state", notice.isPresent() ? "undecided" : "settled")
                .and(
                        "reason",
                        notice.map(it -> it.reason().name().toLowerCase(Locale.ROOT))
                                .orElse(null))
                .and("detail", notice.map(it -> it.reason().said().toString()).orElse(null))
                .and("since", notice.map(Notice::since).orElse(null))
                .and(
                        "campaigns",
                        JsonBody.array(maybeReached.all().stream()
                                .map(RestoreResource::json)
                                .toList()))
                .build();
    }

    private static JsonBody json(Doubt doubt) {
        return JsonBody.with("campaign_id", doubt.campaign())
                .and("maybe_reached", ConfirmationForm.told(doubt.people()));
    }

    @Needs(Role.OWNER)
    @POST
    @Path("accept")
    @Consumes("application/json")
    @Idempotent
    public JsonObject accept(@Takes(RequestBody.RESTORE) Members members) {
        long campaigns = members.integer("campaigns");
        if (campaigns < 0 || campaigns > Integer.MAX_VALUE) {
            throw RequestRefused.invalid(
                    "campaigns", "campaigns is " + campaigns + "; it must be how many GET /restore lists.");
        }
        desk.accept((int) campaigns);
        return JsonBody.with("state", "settled").and("campaigns", campaigns).build();
    }
}
