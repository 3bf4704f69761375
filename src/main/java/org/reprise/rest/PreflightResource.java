package org.reprise.rest;

import static org.reprise.rest.Integers.campaignId;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import org.reprise.TimeSource;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.PreflightService;

/** What a start of a campaign would do. Nothing is changed. */
@Path("/campaigns/{id}/preflight")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class PreflightResource {
    @Inject
    private PreflightService preflights;

    @Inject
    private CampaignService desk;

    @Inject
    private TimeSource time;

    @POST
    @Consumes("application/json")
    public JsonObject preflight(
            @PathParam("id") String id,
            @Takes(RequestBody.STOP) Members none,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
        var locale = Languages.preferred(languages);
        var campaign = desk.find(campaignId(id));
        var preflight = preflights.of(campaign, at -> Languages.inWords(at, locale));
        return PreflightAnswer.of(preflight, campaign.targeting(), time.now(), locale);
    }
}
