package org.reprise.rest;

import static org.reprise.rest.Integers.campaignId;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.NotFilled;
import org.reprise.campaign.TestSend;
import org.reprise.campaign.TestSend.Preview;
import org.reprise.message.Filling.Filled;
import org.reprise.message.Filling.LeftOut;

/** What a campaign's message would say to one contact. Nothing is changed or sent. */
@Path("/campaigns/{id}/preview")
@RequestScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class MessagePreviewResource {
    @Inject
    private CampaignService desk;

    @Inject
    private TestSend messages;

    @POST
    @Consumes("application/json")
    public JsonObject preview(
            @PathParam("id") String id,
            @Takes(RequestBody.MESSAGE_PREVIEW) Members members,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
        var campaign = desk.find(campaignId(id));
        long user = members.integer("user_id");
        var preview = messages.preview(campaign.message(), campaign.session(), user);
        var body = JsonBody.with("user_id", String.valueOf(user))
                .and("name", preview.contact().called());
        return answer(body, preview, Languages.preferred(languages))
                .and("next_user_id", next(campaign, user))
                .build();
    }

    private static JsonBody answer(JsonBody body, Preview preview, Locale locale) {
        if (preview.filling() instanceof LeftOut leftOut) {
            return body.and(
                    "left_out",
                    JsonBody.with("reason", leftOut.cause())
                            .and("detail", leftOut.detail())
                            .and(
                                    "sentence",
                                    NotFilled.said(preview.contact(), leftOut).in(locale)));
        }
        var filled = (Filled) preview.filling();
        body.and("text", filled.text().text())
                .and("html", filled.html())
                .and("length", filled.text().length());
        return ExtrasMembers.addTo(body, filled.extras());
    }

    /** Null: there is nobody more. */
    private String next(Campaign campaign, long user) {
        var next = messages.next(campaign.session(), campaign.targeting(), user);
        return next.isPresent() ? String.valueOf(next.getAsLong()) : null;
    }
}
