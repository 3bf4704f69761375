package org.reprise.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import org.reprise.TimeSource;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.PreflightService;

/** Whom a targeting is for that no campaign has yet. Nothing is changed. */
@Path("/audience/preview")
@RequestScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class PreviewResource {
    @Inject
    private PreflightService preflights;

    @Inject
    private CampaignRequest requests;

    @Inject
    private TimeSource time;

    @POST
    @Consumes("application/json")
    public JsonObject preview(
            @Takes(RequestBody.PREVIEW) Members members, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
        var locale = Languages.preferred(languages);
        var asked = requests.prospect(members);
        var preflight = preflights.of(
                asked.session(),
                asked.account(),
                asked.targeting(),
                asked.limit(),
                asked.pace(),
                at -> Languages.inWords(at, locale));
        return PreflightAnswer.of(preflight, asked.targeting(), time.now(), locale);
    }
}
