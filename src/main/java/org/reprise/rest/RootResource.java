package org.reprise.rest;

import static org.reprise.rest.Integers.campaignId;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.reprise.campaign.CampaignDesk;

/** The root routes, as the existing clients call them. */
@Path("/")
@RequestScoped
@Produces(RestApplication.JSON)
public class RootResource {
    @Inject
    private CampaignDesk desk;

    @Inject
    private CampaignAnswers answers;

    @Inject
    private CampaignRoutes campaigns;

    @POST
    @Path("execute_campaign")
    @Consumes("application/json")
    @Idempotent
    public JsonObject execute(Members members) {
        var draft = CampaignForm.draft(
                members,
                members.optionalInteger("account_id").orElse(1L),
                members.text("session"),
                members.text("message"));
        var campaign = desk.execute(members.integer("campaign_id"), draft, ConfirmationForm.of(members));
        return answers.transition("started", campaign)
                .andIfThere("hints", HintAnswer.of(campaign))
                .build();
    }

    @GET
    @Path("campaign_data/{id}")
    public Response data(@PathParam("id") String id) {
        return campaigns.data(id);
    }

    @POST
    @Path("update_campaign/{id}")
    @Consumes("application/json")
    public Response update(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, Members members) {
        return campaigns.update(id, ifMatch, members);
    }

    @POST
    @Path("stop_campaign/{id}")
    @Idempotent
    public JsonObject stop(@PathParam("id") String id) {
        var campaign = desk.stop(campaignId(id));
        return JsonBody.with("status", campaign.status())
                .and("campaign_id", campaign.id())
                .build();
    }

    @POST
    @Path("resume_campaign/{id}")
    @Idempotent
    public JsonObject resume(@PathParam("id") String id, InputStream body) throws IOException {
        return campaigns.resume(id, body);
    }

    @GET
    @Path("campaign_status/{id}")
    public JsonObject status(@PathParam("id") String id) {
        return campaigns.status(id);
    }

    @GET
    @Path("campaign_logs/{id}")
    public JsonObject logs(@PathParam("id") String id) {
        return campaigns.logs(id);
    }
}
