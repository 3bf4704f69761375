package org.reprise.rest;

import static org.reprise.rest.Integers.campaignId;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** One campaign of the list. */
@Path("/campaigns/{id}")
@RequestScoped
@Produces(RestApplication.JSON)
public class CampaignResource {
    @Inject
    private CampaignService desk;

    @Inject
    private CampaignAnswers answers;

    @Inject
    private CampaignRoutes campaigns;

    @PathParam("id")
    private String id;

    /** As it stands in the list. */
    @Needs(Role.VIEWER)
    @GET
    public Response find() {
        var campaign = desk.find(campaignId(id));
        return Response.ok(CampaignAnswers.row(campaign))
                .header(HttpHeaders.ETAG, IfMatch.tag(campaign.version()))
                .build();
    }

    /** Of a draft alone: what was sent stays on record. */
    @Needs(Role.OPERATOR)
    @DELETE
    public void delete(@HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch) {
        campaigns.delete(id, ifMatch);
    }

    @Needs(Role.OPERATOR)
    @POST
    @Path("start")
    @Consumes("application/json")
    @Idempotent
    public JsonObject start(@Takes(RequestBody.START) Members members) {
        var started = desk.start(campaignId(id), ConfirmationForm.of(members));
        return JsonBody.with("status", "started")
                .and("result", answers.run(started))
                .andIfThere("warnings", answers.warnings(started))
                .build();
    }

    @Needs(Role.OPERATOR)
    @POST
    @Path("stop")
    @Consumes("application/json")
    @Idempotent
    public JsonObject stop(@Takes(RequestBody.STOP) Members none) {
        var stopped = desk.stop(campaignId(id));
        return JsonBody.with("status", stopped.status())
                .and("result", answers.run(stopped))
                .build();
    }

    @Needs(Role.OPERATOR)
    @POST
    @Path("resume")
    @Consumes("application/json")
    @Idempotent
    public JsonObject resume(@Takes(RequestBody.START) Members members) {
        return campaigns.resume(id, members);
    }

    @Needs(Role.VIEWER)
    @GET
    @Path("data")
    public Response data() {
        return campaigns.data(id);
    }

    @Needs(Role.OPERATOR)
    @POST
    @Path("update")
    @Idempotent
    @Consumes("application/json")
    public Response update(
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch, @Takes(RequestBody.UPDATE) Members members) {
        return campaigns.update(id, ifMatch, members);
    }

    @Needs(Role.VIEWER)
    @GET
    @Path("status")
    public JsonObject status() {
        return campaigns.status(id);
    }

    @Needs(Role.VIEWER)
    @GET
    @Path("logs")
    public JsonObject logs(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return campaigns.logs(id, limit, cursor);
    }
}
