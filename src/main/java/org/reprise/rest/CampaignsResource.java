package org.reprise.rest;

import static org.reprise.rest.Integers.parseOrNull;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import org.reprise.campaign.CampaignDesk;
import org.reprise.campaign.CampaignStatus;
import org.reprise.campaign.Campaigns;
import org.reprise.telegram.Session;
import org.reprise.telegram.Sessions;

/** The list of campaigns, and new ones in it. */
@Path("/campaigns")
@RequestScoped
@Produces(RestApplication.JSON)
public class CampaignsResource {
    @Inject
    private CampaignDesk desk;

    @Inject
    private Campaigns campaigns;

    @Inject
    private Sessions sessions;

    @POST
    @Consumes("application/json")
    public Response create(Members members, @Context UriInfo uri) {
        long account = members.integer("account_id");
        var text = members.text("message_text");
        var campaign = desk.create(CampaignForm.draft(members, account, sessionName(members), text));
        return Response.created(uri.getBaseUri().resolve("/campaigns/" + campaign.id()))
                .entity(JsonBody.with("id", campaign.id())
                        .andIfThere("hints", HintAnswer.of(campaign))
                        .build())
                .build();
    }

    private String sessionName(Members members) {
        if (members.has("session")) {
            return members.text("session");
        }
        long id = members.integer("telegram_session_id");
        return sessions.find(id)
                .map(Session::name)
                .orElseThrow(() -> RequestRefused.invalid("There is no session with the id " + id + "."));
    }

    @GET
    public JsonObject list(
            @QueryParam("account_id") String account,
            @QueryParam("status") String status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        int size = Integers.pageSize(limit, 50, 200);
        var found =
                campaigns.page(parseOrNull("account_id", account), status(status), Cursors.campaign(cursor), size + 1);
        var page = found.subList(0, Math.min(size, found.size()));
        return JsonBody.with(
                        "campaigns",
                        JsonBody.array(page.stream().map(CampaignAnswers::row).toList()))
                .andIfThere("next_cursor", found.size() > size ? Cursors.after(page.get(size - 1)) : null)
                .build();
    }

    private static CampaignStatus status(String name) {
        var known = Arrays.asList(CampaignStatus.values());
        if (name == null) {
            return null;
        }
        return known.stream()
                .filter(status -> status.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> RequestRefused.invalid("status must be one of " + known + "."));
    }
}
