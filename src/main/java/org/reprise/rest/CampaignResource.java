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

/** One campaign of the list. */
@Path("/campaigns/{id}")
@RequestScoped
@Produces(RestApplication.JSON)
public class CampaignResource {
    @Inject
    private CampaignDesk desk;

    @Inject
    private CampaignAnswers answers;

    @Inject
    private CampaignRoutes campaigns;

    @PathParam("id")
    private String id;

    @POST
    @Path("start")
    @Idempotent
    public JsonObject start(InputStream body) throws IOException {
        var started = desk.start(campaignId(id), ConfirmationForm.read(body));
        return JsonBody.with("status", "started")
                .and("result", answers.run(started))
                .andIfThere("warnings", answers.warnings(started))
                .build();
    }

    @POST
    @Path("stop")
    @Idempotent
    public JsonObject stop() {
        var stopped = desk.stop(campaignId(id));
        return JsonBody.with("status", stopped.status())
                .and("result", answers.run(stopped))
                .build();
    }

    @POST
    @Path("resume")
    @Idempotent
    public JsonObject resume(InputStream body) throws IOException {
        return campaigns.resume(id, body);
    }

    @GET
    @Path("data")
    public Response data() {
        return campaigns.data(id);
    }

    @POST
    @Path("update")
    @Consumes("application/json")
    public Response update(@HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, Members members) {
        return campaigns.update(id, ifMatch, members);
    }

    @GET
    @Path("status")
    public JsonObject status() {
        return campaigns.status(id);
    }

    @GET
    @Path("logs")
    public JsonObject logs() {
        return campaigns.logs(id);
    }
}
