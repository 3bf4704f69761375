package org.reprise.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import org.reprise.access.Needs;
import org.reprise.access.PeopleService;
import org.reprise.access.PeopleService.Draft;
import org.reprise.access.Role;
import org.reprise.access.SignInService;
import org.reprise.access.SignInService.Opened;

/** In and out: each answer that lets somebody in brings the cookie that keeps them in. */
@Path("/")
@RequestScoped
@Produces(RestApplication.JSON)
public class SignInResource {
    @Inject
    private SignInService signIns;

    @Inject
    private PeopleService people;

    @Inject
    private SignInCookie cookie;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse response;

    @POST
    @Path("sign-in")
    @Consumes("application/json")
    @Open
    public JsonObject signIn(@Takes(RequestBody.SIGN_IN) Members members) {
        return opened(signIns.signIn(members.text("email"), members.text("password"), cookie.visitor(request)));
    }

    /** Makes the first owner: by the token that the log shows, or from the machine itself without. */
    @POST
    @Path("setup")
    @Consumes("application/json")
    @Open
    public JsonObject setUp(@Takes(RequestBody.SETUP) Members members) {
        return opened(people.setUp(
                members.optionalText("token").orElse(null),
                new Draft(members.text("email"), members.text("name"), Role.OWNER),
                members.text("password"),
                cookie.visitor(request)));
    }

    /** Chooses a password by the link of an invitation. */
    @POST
    @Path("join")
    @Consumes("application/json")
    @Open
    public JsonObject join(@Takes(RequestBody.JOIN) Members members) {
        return opened(people.join(members.text("invitation"), members.text("password"), cookie.visitor(request)));
    }

    private JsonObject opened(Opened opened) {
        cookie.give(opened, request, response);
        return AccessAnswers.person(opened.person()).build();
    }

    @POST
    @Path("sign-out")
    @Consumes("application/json")
    @Needs(Role.VIEWER)
    public void signOut(@Takes(RequestBody.STOP) Members none) {
        signIns.signOut();
        cookie.take(request, response);
    }
}
