package org.reprise.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.InputStream;
import org.reprise.audience.ContactImport;
import org.reprise.campaign.SessionDesk;

/** Brings people in; the file streams through, whatever its length. */
@Path("/contacts/import")
@RequestScoped
@Produces(RestApplication.JSON)
public class ContactsResource {
    @Inject
    private SessionDesk sessions;

    @Inject
    private ContactImport contacts;

    @POST
    @Consumes("text/csv")
    public JsonObject importCsv(@QueryParam("session") String session, InputStream csv) throws IOException {
        if (session == null) {
            throw RequestRefused.malformed("session is missing; name it in the query");
        }
        var name = CampaignForm.name("session", session);
        var report = contacts.importCsv(() -> sessions.forImport(name), csv);
        return JsonBody.with("imported", report.imported())
                .and("updated", report.updated())
                .and("rejected", report.rejected())
                .and("rejects", RejectAnswers.array(report.rejects()))
                .build();
    }
}
