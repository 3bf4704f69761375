package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Optional;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.SessionService;
import org.reprise.message.Extras;
import org.reprise.telegram.Session;
import org.reprise.telegram.sandbox.InboxMessage;
import org.reprise.telegram.sandbox.SandboxGateway;

/** What people of a sandbox session received: the proof of what went out, and to whom. */
@Path("/sandbox/{session}/inbox/{user}")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class SandboxResource {
    private static final int MAX_MESSAGES = 1_000;

    @Inject
    private SessionService sessions;

    @Inject
    private SandboxGateway sandbox;

    @GET
    public JsonObject inbox(@PathParam("session") String name, @PathParam("user") String user) {
        long userId = Integers.inPath("user id", user);
        var session = Optional.of(Names.check("session", name))
                .flatMap(sessions::find)
                .filter(Session::isSandbox)
                .orElseThrow(
                        () -> new RequestRefused(ProblemCode.NOT_FOUND, "There is no sandbox session of that name."));
        var inbox = sandbox.inbox(session, userId);
        var messages = inbox.subList(Math.max(0, inbox.size() - MAX_MESSAGES), inbox.size()).stream()
                .map(SandboxResource::json)
                .toList();
        return JsonBody.with("messages", JsonBody.array(messages)).build();
    }

    private static JsonBody json(InboxMessage message) {
        var body = JsonBody.with("at", message.at())
                .and("text", message.text())
                .and("reference", message.reference())
                .and("message_id", message.id());
        return message.extras().equals(Extras.NONE) ? body : ExtrasMembers.addTo(body, message.extras());
    }
}
