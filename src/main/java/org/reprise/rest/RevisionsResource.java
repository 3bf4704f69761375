package org.reprise.rest;

import static org.reprise.rest.Integers.campaignId;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.reprise.campaign.CampaignDesk;
import org.reprise.campaign.Campaigns;
import org.reprise.campaign.MessageRevision;

/** Every text that a campaign had. */
@Path("/campaigns/{id}/revisions")
@RequestScoped
@Produces(RestApplication.JSON)
public class RevisionsResource {
    @Inject
    private CampaignDesk desk;

    @Inject
    private Campaigns campaigns;

    @GET
    public JsonObject list(@PathParam("id") String id) {
        var campaign = desk.find(campaignId(id));
        var revisions = campaigns.revisions(campaign.id()).stream()
                .map(RevisionsResource::json)
                .toList();
        return JsonBody.with("revisions", JsonBody.array(revisions)).build();
    }

    private static JsonBody json(MessageRevision revision) {
        var body = JsonBody.with("number", revision.number())
                .and("message", revision.text())
                .and("format", revision.format());
        return ExtrasForm.addTo(body, revision.extras())
                .and("created_at", revision.createdAt())
                .and("sent_count", revision.sentCount());
    }
}
