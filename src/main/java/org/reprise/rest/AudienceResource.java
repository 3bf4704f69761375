package org.reprise.rest;

import static org.reprise.rest.Integers.campaignId;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Locale;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.LeftOut;
import org.reprise.campaign.AudienceSizes;
import org.reprise.campaign.CampaignService;

/** Whom a campaign is for, and how many it leaves out. */
@Path("/campaigns/{id}/audience")
@RequestScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class AudienceResource {
    @Inject
    private AudienceSizes audiences;

    @Inject
    private CampaignService desk;

    @PathParam("id")
    private String id;

    @GET
    public JsonObject audience() {
        var campaign = desk.find(campaignId(id));
        return JsonBody.with("campaign_id", campaign.id())
                .and("audience", campaign.audienceSize())
                .and("left_out", json(audiences.leftOut(campaign)))
                .build();
    }

    private static JsonBody json(LeftOut leftOut) {
        var json = JsonBody.empty();
        for (var cause : LeftOut.Cause.values()) {
            json.and(name(cause), leftOut.of(cause));
        }
        return json;
    }

    private static String name(LeftOut.Cause cause) {
        return cause == LeftOut.Cause.ASKED ? "opted_out" : cause.name().toLowerCase(Locale.ROOT);
    }
}
