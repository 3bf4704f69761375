package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.reprise.access.AccountService;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.ConnectionService;

/** Connects bots and accounts, and takes leave of them. */
@Path("/sessions")
@ApplicationScoped
@Produces(RestApplication.JSON)
public class SessionsResource {
    @Inject
    private ConnectionService desk;

    @Inject
    private SessionAnswers answers;

    @Inject
    private AccountService accounts;

    /** A bot with its token, an account with its phone number or, without one, by a scan; a sandbox with nothing. */
    @Needs(Role.OWNER)
    @POST
    @Idempotent
    @Consumes("application/json")
    public Response connect(@Takes(RequestBody.CONNECT) Members members, @Context UriInfo uri) {
        members.refuseChangeOfReadOnly(() -> JsonValue.EMPTY_JSON_OBJECT);
        var draft = SessionForm.draft(
                members, accounts.meant(members.optionalInteger("account_id").orElse(null)));
        desk.connect(draft, SessionForm.credential(members, draft.kind()));
        var status = desk.find(draft.accountId(), draft.name());
        return Response.created(
                        uri.getBaseUri().resolve("/sessions/" + status.session().id()))
                .entity(answers.session(status).build())
                .build();
    }

    @Needs(Role.VIEWER)
    @GET
    @Path("{id}")
    public JsonObject find(@PathParam("id") String id) {
        return answers.session(desk.find(Integers.inPath("session id", id))).build();
    }

    @Needs(Role.OWNER)
    @DELETE
    @Path("{id}")
    public void disconnect(@PathParam("id") String id) {
        desk.disconnect(Integers.inPath("session id", id));
    }

    @Needs(Role.OWNER)
    @POST
    @Path("{id}/update")
    @Idempotent
    @Consumes("application/json")
    public JsonObject update(@PathParam("id") String id, @Takes(RequestBody.PACE) Members members) {
        var status = desk.find(Integers.inPath("session id", id));
        members.refuseChangeOfReadOnly(() -> answers.session(status).build());
        var now = status.session();
        var rate = members.has("rate")
                ? members.optionalNumber("rate").map(Number::doubleValue).orElse(null)
                : now.rate();
        desk.pace(now.id(), rate, members.optionalFlag("paid_broadcast").orElse(now.paidBroadcast()));
        return answers.session(desk.find(now.id())).build();
    }

    /** What another device scans to log the session in; it changes, so it is asked for every few seconds. */
    @Needs(Role.OWNER)
    @GET
    @Path("{id}/qr")
    @Produces("image/png")
    public Response qr(@PathParam("id") String id) {
        var scan = desk.scan(Integers.inPath("session id", id))
                .orElseThrow(() -> new RequestRefused(
                        ProblemCode.NOT_FOUND,
                        "The session does not wait for a scan (any more); /session/verify tells how it stands."));
        var never = new CacheControl();
        never.setNoStore(true);
        return Response.ok(QrPicture.of(scan.link())).cacheControl(never).build();
    }
}
