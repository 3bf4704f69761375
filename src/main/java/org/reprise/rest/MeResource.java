package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.reprise.access.AccountService;
import org.reprise.access.CurrentCaller;
import org.reprise.access.Needs;
import org.reprise.access.PeopleService;
import org.reprise.access.Role;
import org.reprise.access.SignInService;

/** Whoever asks: who they are, where they are signed in, and their password. */
@Path("/me")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class MeResource {
    @Inject
    private CurrentCaller current;

    @Inject
    private AccountService accounts;

    @Inject
    private PeopleService people;

    @Inject
    private SignInService signIns;

    @GET
    public JsonObject me() {
        return AccessAnswers.caller(current.find().orElseThrow(), accounts.mine())
                .build();
    }

    /** Signs out everywhere else. */
    @POST
    @Path("password")
    @Consumes("application/json")
    public void changePassword(@Takes(RequestBody.PASSWORD) Members members) {
        people.changePassword(members.text("old_password"), members.text("password"));
    }

    @GET
    @Path("sign-ins")
    public JsonObject signIns() {
        var now = current.find().orElseThrow().signIn();
        return JsonBody.with(
                        "sign_ins",
                        JsonBody.array(signIns.mine().stream()
                                .map(each -> AccessAnswers.signIn(each, now))
                                .toList()))
                .build();
    }

    @DELETE
    @Path("sign-ins/{id}")
    public void end(@PathParam("id") String id) {
        signIns.end(Integers.inPath("sign-in id", id));
    }
}
