package org.reprise.rest;

import static org.reprise.rest.Integers.campaignId;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.Campaigns;
import org.reprise.campaign.MessageRevision;

/** Every text that a campaign had. */
@Path("/campaigns/{id}/revisions")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class RevisionsResource {
    @Inject
    private CampaignService desk;

    @Inject
    private Campaigns campaigns;

    @GET
    public JsonObject list(
            @PathParam("id") String id, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        var campaign = desk.find(campaignId(id));
        int begin = Math.toIntExact(Math.min(Integer.MAX_VALUE, Cursors.number(cursor)));
        var page = BoundedPage.<MessageRevision>read(
                Integers.pageSize(limit, 200, 200),
                (last, size) -> campaigns.revisions(campaign.id(), last == null ? begin : last.number(), size),
                revision -> json(revision).build());
        return JsonBody.with("revisions", JsonBody.array(page.rows()))
                .andIfThere(
                        "next_cursor",
                        page.last() == null ? null : Cursors.after(page.last().number()))
                .build();
    }

    private static JsonBody json(MessageRevision revision) {
        var body = JsonBody.with("number", revision.number())
                .and("message", revision.message().text())
                .and("format", revision.message().format());
        return ExtrasMembers.addTo(body, revision.message().extras())
                .and("created_at", revision.createdAt())
                .and("sent_count", revision.sentCount());
    }
}
