package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.reprise.telegram.botapi.Webhooks;

/** Where Telegram brings what people write to a bot. Whoever cannot prove to be Telegram learns nothing here. */
@Path("/telegram/{session}/updates")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Open
public class UpdatesResource {
    @Inject
    private Webhooks webhooks;

    /** Telegram brings an update again until it is answered with 2xx, so that comes when it is on disk. */
    @POST
    @Consumes("application/json")
    public void take(
            @PathParam("session") String session,
            @HeaderParam("X-Telegram-Bot-Api-Secret-Token") String secret,
            @Takes(RequestBody.TELEGRAM_UPDATE) Members update) {
        if (!webhooks.take(Integers.inPath("session", session), secret, update.json())) {
            throw new ForbiddenException();
        }
    }
}
