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
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.reprise.IsoTime;
import org.reprise.access.AccountService;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.access.TokenService;

/** What programs of the account come with. */
@Path("/tokens")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.OWNER)
public class TokensResource {
    @Inject
    private TokenService tokens;

    @Inject
    private AccountService accounts;

    @GET
    public JsonObject list() {
        return JsonBody.with(
                        "tokens",
                        JsonBody.array(
                                tokens.all().stream().map(AccessAnswers::token).toList()))
                .build();
    }

    /** The answer holds the secret: nothing shows it again. */
    @POST
    @Consumes("application/json")
    public Response make(@Takes(RequestBody.TOKEN) Members members) {
        var made = tokens.make(
                members.text("name"),
                RoleMember.of(members),
                members.optionalText("expires_at").map(this::time).orElse(null));
        return Response.status(Response.Status.CREATED)
                .entity(AccessAnswers.token(made.token())
                        .and("token", made.secret())
                        .build())
                .build();
    }

    private Instant time(String text) {
        return IsoTime.read(text, accounts.zone())
                .orElseThrow(() -> RequestRefused.invalid(
                        "expires_at", "expires_at must be a time, such as 2027-01-31T09:30:00Z."));
    }

    @DELETE
    @Path("{id}")
    public void revoke(@PathParam("id") String id) {
        tokens.revoke(Integers.inPath("token id", id));
    }
}
