package org.reprise.rest;

import static org.reprise.rest.Integers.campaignId;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.PersonalMessages;
import org.reprise.campaign.WhyService;

/** Why a campaign writes to somebody, or does not. */
@Path("/campaigns/{id}/recipients/{user}/why")
@RequestScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class WhyResource {
    @Inject
    private WhyService service;

    @Inject
    private PersonalMessages messages;

    @PathParam("id")
    private String id;

    @PathParam("user")
    private String user;

    @GET
    public JsonObject why(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
        var locale = Languages.preferred(languages);
        var why = service.why(campaignId(id), Integers.userId(user));
        return WhyAnswer.of(why, messages.got(why), locale);
    }
}
