package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import org.reprise.IsoTime;
import org.reprise.access.AccountService;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry;
import org.reprise.access.AuditService;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.message.VisibleText;

/** What was done in the account, newest first. */
@Path("/audit")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.OWNER)
public class AuditResource {
    @Inject
    private AuditService audit;

    @Inject
    private AccountService accounts;

    @GET
    public JsonObject list(
            @QueryParam("action") String action,
            @QueryParam("actor") String actor,
            @QueryParam("campaign_id") String campaign,
            @QueryParam("from") String from,
            @QueryParam("until") String until,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var id = Integers.inQuery("campaign_id", campaign);
        if (actor != null && !VisibleText.isStorable(actor)) {
            throw new RequestRefused(ProblemCode.MALFORMED_PARAMETER, "actor is no name");
        }
        var filter = new Audit.Filter(
                action(action),
                actor,
                id == null ? null : AuditEntry.Subject.of("campaign", id),
                time("from", from),
                time("until", until));
        var begin = Cursors.audit(cursor);
        var page = BoundedPage.<AuditEntry>read(
                Integers.pageSize(limit, 50, 200),
                (last, size) -> audit.page(filter, last == null ? begin : Audit.Cursor.of(last), size),
                entry -> AccessAnswers.entry(entry).build());
        return JsonBody.with("entries", JsonBody.array(page.rows()))
                .andIfThere("next_cursor", page.last() == null ? null : Cursors.after(page.last()))
                .build();
    }

    private static AuditAction action(String name) {
        if (name == null) {
            return null;
        }
        var action = AuditAction.named(name);
        if (action == null) {
            throw new RequestRefused(
                    ProblemCode.INVALID, "action must be one of " + Arrays.toString(AuditAction.values()) + ".");
        }
        return action;
    }

    private Instant time(String name, String text) {
        return text == null
                ? null
                : IsoTime.read(text, accounts.zone())
                        .orElseThrow(() -> new RequestRefused(
                                ProblemCode.MALFORMED_PARAMETER,
                                name + " must be a time, such as 2027-01-31T09:30:00Z."));
    }
}
