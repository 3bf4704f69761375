package org.reprise.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.Contact;
import org.reprise.audience.ContactEdit;
import org.reprise.audience.ContactEditService;
import org.reprise.audience.OptOuts;
import org.reprise.audience.ZoneSource;
import org.reprise.campaign.ContactRecordService;
import org.reprise.campaign.SessionService;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.delivery.ledger.PersonDeliveries;
import org.reprise.telegram.Session;

/** What is stored about one person: told, changed or erased. */
@Path("/contacts/{session}/{user}")
@RequestScoped
@Produces(RestApplication.JSON)
@Needs(Role.OPERATOR)
public class ContactResource {
    @Inject
    private SessionService sessions;

    @Inject
    private ContactRecordService records;

    @Inject
    private ContactEditService edits;

    @PathParam("session")
    private String session;

    @PathParam("user")
    private String user;

    @GET
    @Needs(Role.VIEWER)
    public JsonObject read() {
        return answer(edits.find(known(), Integers.userId(user)));
    }

    /** What the request does not name stays. */
    @PATCH
    @Consumes("application/json")
    public JsonObject change(@Takes(RequestBody.CONTACT) Members members) {
        var session = known();
        long id = Integers.userId(user);
        members.refuseChangeOfReadOnly(() -> answer(edits.find(session, id)));
        return answer(edits.change(session, id, ContactChange.of(members), ZoneSource.API));
    }

    /** Puts some on. */
    @POST
    @Path("tags")
    @Consumes("application/json")
    public JsonObject tag(@Takes(RequestBody.TAGS) Members members) {
        var edit = ContactEdit.ofTags(Set.copyOf(members.texts("tags")), Set.of());
        return answer(edits.change(known(), Integers.userId(user), edit, ZoneSource.API));
    }

    /** Takes one off. */
    @DELETE
    @Path("tags")
    public JsonObject untag(@QueryParam("tag") String tag) {
        if (tag == null) {
            throw new RequestRefused(
                    ProblemCode.MALFORMED_PARAMETER, "tag is missing; name it in the query, as in ?tag=VIP");
        }
        var edit = ContactEdit.ofTags(Set.of(), Set.of(tag));
        return answer(edits.change(known(), Integers.userId(user), edit, ZoneSource.API));
    }

    @DELETE
    public void erase() {
        records.erase(known(), Integers.userId(user));
    }

    /** As a file, so that a browser keeps it. */
    @GET
    @Path("export")
    public Response export() {
        var record = records.export(known(), Integers.userId(user));
        return Response.ok(json(record))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"contact-" + record.userId() + ".json\"")
                .build();
    }

    private Session known() {
        var name = Names.check("session", session);
        return sessions.find(name)
                .orElseThrow(() -> new RequestRefused(
                        ProblemCode.NOT_FOUND, SessionService.unknown(name).toString()));
    }

    private static JsonObject json(ContactRecordService.ContactRecord record) {
        return JsonBody.with("session", record.session().name())
                .and("user_id", String.valueOf(record.userId()))
                .and("contact", record.contact().map(ContactResource::json).orElse(null))
                .and("opt_out", record.optOut().map(ContactResource::json).orElse(null))
                .and(
                        "deliveries",
                        JsonBody.array(record.deliveries().stream()
                                .map(ContactResource::json)
                                .toList()))
                .and(
                        "received",
                        JsonBody.array(record.received().stream()
                                .map(text -> JsonBody.with("at", text.at()).and("text", text.text()))
                                .toList()))
                .build();
    }

    private JsonObject answer(Contact contact) {
        return json(JsonBody.with("session", session).and("user_id", String.valueOf(contact.userId())), contact)
                .build();
    }

    private static JsonBody json(Contact contact) {
        return json(JsonBody.empty(), contact);
    }

    private static JsonBody json(JsonBody body, Contact contact) {
        return body.and("username", contact.username())
                .and("first_name", contact.firstName())
                .and("last_name", contact.lastName())
                .and("phone", contact.phone())
                .and("language", contact.language())
                .and("first_message_at", contact.firstMessageAt())
                .and("last_message_at", contact.lastMessageAt())
                .and("opted_in_at", contact.optedInAt())
                .and("opt_in_source", contact.optInSource())
                .and("categories", JsonBody.array(contact.categories()))
                .and("attributes", contact.details().attributes().json())
                .and("tags", JsonBody.array(contact.tags()))
                .and("zone", contact.zone())
                .and("zone_source", contact.zoneSource() == null ? null : SessionForm.lower(contact.zoneSource()));
    }

    private static JsonBody json(OptOuts.Stored optOut) {
        return JsonBody.with("at", optOut.at())
                .and("source", optOut.source())
                .and("cause", SessionForm.lower(optOut.cause()));
    }

    private static JsonBody json(PersonDeliveries.Past past) {
        return JsonBody.with("campaign_id", past.campaignId())
                .and("campaign_name", past.name())
                .and("state", SessionForm.lower(past.state()))
                .and("reason", past.reason().map(DeliveryReason::stored).orElse(null))
                .and("words", past.words())
                .and("at", past.at())
                .and("message_id", past.messageId())
                .and("revision", past.revision())
                .and("text", past.text());
    }
}
