package org.reprise.rest;

import static org.reprise.rest.Integers.campaignId;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.ReachedService;
import org.reprise.delivery.ledger.Delivery;

/** Whom a campaign has reached, by their user ids in ascending order. */
@Path("/campaigns/{id}/sent")
@RequestScoped
@Produces(RestApplication.JSON)
public class ReachedResource {
    @Inject
    private ReachedService reached;

    @PathParam("id")
    private String id;

    @Needs(Role.VIEWER)
    @GET
    public JsonObject list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return users(reached, campaignId(id), Delivery.State.SENT, limit, cursor);
    }

    /** Whose deliveries are in a state, by user id. */
    static JsonObject users(ReachedService reached, long campaign, Delivery.State state, String limit, String cursor) {
        int size = Integers.pageSize(limit, 1_000, 10_000);
        var found = reached.page(campaign, state, Cursors.number(cursor), size + 1);
        var users = found.stream().limit(size).map(Delivery::userId).toList();
        return JsonBody.with(
                        "users",
                        JsonBody.array(users.stream().map(String::valueOf).toList()))
                .andIfThere("next_cursor", found.size() > size ? Cursors.after(users.get(size - 1)) : null)
                .build();
    }

    @Needs(Role.OPERATOR)
    @POST
    @Idempotent
    @Consumes("text/csv")
    public JsonObject recordAll(@Context HttpHeaders headers, InputStream csv) throws IOException {
        var report = reached.record(campaignId(id), csv, DeclaredCharset.of(headers.getMediaType()));
        return JsonBody.with("recorded", report.recorded())
                .and("known", report.known())
                .and("rejected", report.rejects().count())
                .and("rejects", LineAnswers.of("reason", report.rejects().first()))
                .build();
    }

    @Needs(Role.OPERATOR)
    @POST
    @Idempotent
    @Consumes("application/json")
    public JsonObject record(@Takes(RequestBody.REACHED) Members members) {
        long user = members.integer("user_id");
        if (user < 1) {
            throw RequestRefused.invalid("user_id", "user_id is " + user + "; it must be at least 1.");
        }
        reached.record(campaignId(id), user);
        return JsonBody.with("logged", true).build();
    }
}
