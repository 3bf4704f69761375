package org.reprise.rest;

import static org.reprise.rest.Integers.campaignId;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.RetryService;

/** Failed recipients whose reason may be over: how many there are, and another try for them. */
@Path("/campaigns/{id}/retry-failed")
@RequestScoped
@Produces(RestApplication.JSON)
public class RetryResource {
    private static final String CONFIRMED = "confirmed";

    @Inject
    private CampaignService campaigns;

    @Inject
    private RetryService desk;

    @Inject
    private CampaignAnswers answers;

    @PathParam("id")
    private String id;

    @Needs(Role.VIEWER)
    @GET
    public JsonObject retryable() {
        var campaign = campaigns.find(campaignId(id));
        var retryable = desk.retryable(campaign.id());
        return JsonBody.with("campaign_id", campaign.id())
                .and("retryable", retryable.total())
                .and("by_reason", counts(retryable.byReason()))
                .and("not_retryable", counts(retryable.obstacles()))
                .build();
    }

    private static JsonBody counts(Map<?, Long> recipients) {
        var counts = JsonBody.empty();
        recipients.forEach((why, number) -> counts.and(String.valueOf(why), number));
        return counts;
    }

    @Needs(Role.OPERATOR)
    @POST
    @Consumes("application/json")
    @Idempotent
    public JsonObject retry(@Takes(RequestBody.RETRY) Members members) {
        long confirmed = members.integer(CONFIRMED);
        if (confirmed < 0) {
            throw RequestRefused.invalid(
                    CONFIRMED, CONFIRMED + " is " + confirmed + "; it must be a number of recipients.");
        }
        var campaign = desk.retry(campaignId(id), confirmed);
        return answers.transition("resumed", campaign)
                .and("released", confirmed)
                .build();
    }
}
