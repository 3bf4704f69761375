package org.reprise.rest;

import static org.reprise.rest.Integers.campaignId;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.reprise.campaign.CampaignService;

/** The routes that both families have under other paths. */
@Dependent
class CampaignRoutes {
    private static final int MAX_LOG_LINES = 1_000;

    @Inject
    private CampaignService desk;

    @Inject
    private CampaignAnswers answers;

    @Inject
    private CampaignRequest requests;

    Response data(String id) {
        var campaign = desk.find(campaignId(id));
        return Response.ok(answers.data(campaign))
                .header(HttpHeaders.ETAG, IfMatch.tag(campaign.version()))
                .build();
    }

    Response update(String id, List<String> ifMatch, Members members) {
        var campaign = desk.find(campaignId(id));
        var version = IfMatch.version(ifMatch, campaign.version());
        var edited = desk.update(campaign.id(), requests.edit(members, version, () -> answers.now(campaign.id())));
        var answer = JsonBody.with("status", "updated")
                .and("campaign_id", edited.id())
                .andIfThere("hints", HintAnswer.of(edited));
        return Response.ok(requests.taken(answer, members, edited).build())
                .header(HttpHeaders.ETAG, IfMatch.tag(edited.version()))
                .build();
    }

    void delete(String id, List<String> ifMatch) {
        var campaign = desk.find(campaignId(id));
        desk.delete(campaign.id(), IfMatch.version(ifMatch, campaign.version()));
    }

    JsonObject resume(String id, Members members) {
        return answers.transition("resumed", desk.resume(campaignId(id), ConfirmationForm.of(members)))
                .build();
    }

    JsonObject status(String id) {
        return answers.status(desk.find(campaignId(id)));
    }

    JsonObject logs(String id, String limit, String cursor) {
        int size = Integers.pageSize(limit, MAX_LOG_LINES, MAX_LOG_LINES);
        return answers.logs(desk.find(campaignId(id)), Cursors.log(cursor), size);
    }
}
