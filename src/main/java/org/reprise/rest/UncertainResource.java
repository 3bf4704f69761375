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
import java.util.Locale;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.ReachedService;
import org.reprise.campaign.UncertainService;
import org.reprise.delivery.ledger.Delivery;
import org.reprise.delivery.ledger.Tally;

/** Recipients whose reply never came, and what an operator decides about them. */
@Path("/campaigns/{id}/uncertain")
@RequestScoped
@Produces(RestApplication.JSON)
public class UncertainResource {
    static final String DECISION = "decision";
    private static final String CONFIRMED = "confirmed";
    private static final String USER = "user_id";

    @Inject
    private ReachedService deliveries;

    @Inject
    private UncertainService service;

    @PathParam("id")
    private String id;

    /** What became of them, as the operator knows it. */
    enum Decision {
        /** It arrived: they count as sent. */
        SENT,
        /** It did not: the next run sends to them again. */
        SEND_AGAIN
    }

    @Needs(Role.VIEWER)
    @GET
    public JsonObject list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return ReachedResource.users(deliveries, campaignId(id), Delivery.State.UNCERTAIN, limit, cursor);
    }

    @Needs(Role.OPERATOR)
    @POST
    @Consumes("application/json")
    @Idempotent
    public JsonObject decide(@Takes(RequestBody.UNCERTAIN) Members members) {
        long campaign = campaignId(id);
        var decision = Decision.valueOf(members.text(DECISION).toUpperCase(Locale.ROOT));
        var user = members.optionalInteger(USER);
        if (user.isPresent() == members.hasValue(CONFIRMED)) {
            throw RequestRefused.invalid(
                    user.isPresent() ? USER : CONFIRMED,
                    "Give user_id for one recipient, or confirmed, their number, for all; exactly one of them.");
        }
        var tally = user.isPresent()
                ? decideOne(campaign, user.get(), decision)
                : decideAll(campaign, members.integer(CONFIRMED), decision);
        return JsonBody.with("campaign_id", campaign)
                .and("uncertain_count", tally.uncertain())
                .and("sent_count", tally.sent())
                .build();
    }

    private Tally decideOne(long campaign, long user, Decision decision) {
        return switch (decision) {
            case SENT -> service.countOneAsSent(campaign, user);
            case SEND_AGAIN -> service.sendOneAgain(campaign, user);
        };
    }

    private Tally decideAll(long campaign, long confirmed, Decision decision) {
        if (confirmed < 1) {
            throw RequestRefused.invalid(
                    CONFIRMED, CONFIRMED + " is " + confirmed + "; it must be a number of recipients.");
        }
        return switch (decision) {
            case SENT -> service.countAsSent(campaign, confirmed);
            case SEND_AGAIN -> service.sendAgain(campaign, confirmed);
        };
    }
}
