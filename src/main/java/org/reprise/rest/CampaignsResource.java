package org.reprise.rest;

import static org.reprise.rest.Integers.inQuery;

import jakarta.enterprise.context.ApplicationScoped;
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
import org.reprise.access.AccountService;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.CampaignStatus;
import org.reprise.campaign.Campaigns;

/** The list of campaigns, and new ones in it. */
@Path("/campaigns")
@ApplicationScoped
@Produces(RestApplication.JSON)
public class CampaignsResource {
    @Inject
    private CampaignService desk;

    @Inject
    private Campaigns campaigns;

    @Inject
    private AccountService accounts;

    @Inject
    private CampaignRequest requests;

    @Needs(Role.OPERATOR)
    @POST
    @Idempotent
    @Consumes("application/json")
    public Response create(@Takes(RequestBody.CREATE) Members members, @Context UriInfo uri) {
        var campaign = desk.create(requests.draft(members, CampaignAnswers::ofNone));
        var answer = JsonBody.with("id", campaign.id()).andIfThere("hints", HintAnswer.of(campaign));
        return Response.created(uri.getBaseUri().resolve("/campaigns/" + campaign.id()))
                .entity(requests.taken(answer, members, campaign).build())
                .build();
    }

    @Needs(Role.VIEWER)
    @GET
    public JsonObject list(
            @QueryParam("account_id") String account,
            @QueryParam("status") String status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var owner = accounts.listed(inQuery("account_id", account));
        var wanted = status(status);
        var begin = Cursors.campaign(cursor);
        var page = BoundedPage.<Campaign>read(
                Integers.pageSize(limit, 50, 200),
                (last, size) -> campaigns.page(owner, wanted, last == null ? begin : Campaigns.Cursor.of(last), size),
                CampaignAnswers::row);
        return JsonBody.with("campaigns", JsonBody.array(page.rows()))
                .andIfThere("next_cursor", page.last() == null ? null : Cursors.after(page.last()))
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
                .orElseThrow(() -> new RequestRefused(ProblemCode.INVALID, "status must be one of " + known + "."));
    }
}
