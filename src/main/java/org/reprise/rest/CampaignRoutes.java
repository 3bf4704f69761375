package org.reprise.rest;

import static org.reprise.rest.Integers.campaignId;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.reprise.campaign.CampaignDesk;

/** The routes that both families have under other paths. */
@Dependent
class CampaignRoutes {
    @Inject
    private CampaignDesk desk;

    @Inject
    private CampaignAnswers answers;

    Response data(String id) {
        var campaign = desk.find(campaignId(id));
        return Response.ok(answers.data(campaign))
                .header(HttpHeaders.ETAG, IfMatch.tag(campaign.version()))
                .build();
    }

    Response update(String id, String ifMatch, Members members) {
        var campaign = desk.find(campaignId(id));
        var edited =
                desk.update(campaign.id(), CampaignForm.edit(members, IfMatch.version(ifMatch, campaign.version())));
        return Response.ok(JsonBody.with("status", "updated")
                        .and("campaign_id", edited.id())
                        .andIfThere("hints", HintAnswer.of(edited))
                        .build())
                .header(HttpHeaders.ETAG, IfMatch.tag(edited.version()))
                .build();
    }

    JsonObject resume(String id, InputStream body) throws IOException {
        return answers.transition("resumed", desk.resume(campaignId(id), ConfirmationForm.read(body)))
                .build();
    }

    JsonObject status(String id) {
        return answers.status(desk.find(campaignId(id)));
    }

    JsonObject logs(String id) {
        return answers.logs(desk.find(campaignId(id)));
    }
}
