package org.reprise.rest;

import static org.reprise.rest.Integers.campaignId;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.CampaignService.Replacing;

/** The root routes, as the existing clients call them. */
@Path("/")
@ApplicationScoped
@Produces(RestApplication.JSON)
public class RootResource {
    @Inject
    private CampaignService desk;

    @Inject
    private CampaignAnswers answers;

    @Inject
    private CampaignRoutes campaigns;

    @Inject
    private CampaignRequest requests;

    @Needs(Role.OPERATOR)
    @POST
    @Path("execute_campaign")
    @Consumes("application/json")
    @Idempotent
    public JsonObject execute(@Takes(RequestBody.EXECUTE) Members members) {
        long id = members.integer("campaign_id");
        var campaign = desk.execute(
                id, requests.draft(members, () -> answers.now(id)), replacing(members), ConfirmationForm.of(members));
        var answer = answers.transition("started", campaign).andIfThere("hints", HintAnswer.of(campaign));
        return requests.taken(answer, members, campaign).build();
    }

    private static Replacing replacing(Members members) {
        return members.optionalFlag("replace").orElse(false) ? Replacing.ASKED_FOR : Replacing.REFUSED;
    }

    @Needs(Role.VIEWER)
    @GET
    @Path("campaign_data/{id}")
    public Response data(@PathParam("id") String id) {
        return campaigns.data(id);
    }

    @Needs(Role.OPERATOR)
    @POST
    @Path("update_campaign/{id}")
    @Idempotent
    @Consumes("application/json")
    public Response update(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @Takes(RequestBody.UPDATE) Members members) {
        return campaigns.update(id, ifMatch, members);
    }

    @Needs(Role.OPERATOR)
    @POST
    @Path("stop_campaign/{id}")
    @Consumes("application/json")
    @Idempotent
    public JsonObject stop(@PathParam("id") String id, @Takes(RequestBody.STOP) Members none) {
        var campaign = desk.stop(campaignId(id));
        return JsonBody.with("status", campaign.status())
                .and("campaign_id", campaign.id())
                .build();
    }

    @Needs(Role.OPERATOR)
    @POST
    @Path("resume_campaign/{id}")
    @Consumes("application/json")
    @Idempotent
    public JsonObject resume(@PathParam("id") String id, @Takes(RequestBody.START) Members members) {
        return campaigns.resume(id, members);
    }

    @Needs(Role.VIEWER)
    @GET
    @Path("campaign_status/{id}")
    public JsonObject status(@PathParam("id") String id) {
        return campaigns.status(id);
    }

    @Needs(Role.VIEWER)
    @GET
    @Path("campaign_logs/{id}")
    public JsonObject logs(
            @PathParam("id") String id, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return campaigns.logs(id, limit, cursor);
    }
}
