package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.reprise.access.AccountService;
import org.reprise.access.FrequencyCap;
import org.reprise.access.Needs;
import org.reprise.access.PeopleService.Draft;
import org.reprise.access.PublicAddresses;
import org.reprise.access.Role;

/** The caller's account; and, for those who run the installation, the others. */
@Path("/")
@ApplicationScoped
@Produces(RestApplication.JSON)
public class AccountResource {
    @Inject
    private AccountService accounts;

    @Inject
    private PublicAddresses addresses;

    @GET
    @Path("account")
    @Needs(Role.VIEWER)
    public JsonObject find() {
        return AccessAnswers.account(accounts.mine()).build();
    }

    @POST
    @Path("account/update")
    @Consumes("application/json")
    @Needs(Role.OWNER)
    public JsonObject update(@Takes(RequestBody.ACCOUNT) Members members) {
        members.refuseNull("name");
        var now = accounts.mine();
        members.refuseChangeOfReadOnly(() -> AccessAnswers.account(now).build());
        var zone = members.has("zone")
                ? members.optionalText("zone").map(AccountResource::zone).orElse(null)
                : now.zone();
        var cap = members.has("frequency_cap")
                ? members.optionalObject("frequency_cap")
                        .map(given -> FrequencyCap.of(given.integer("messages"), given.integer("days")))
                        .orElse(null)
                : now.cap();
        return AccessAnswers.account(
                        accounts.change(members.optionalText("name").orElse(now.name()), zone, cap))
                .build();
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw RequestRefused.invalid("zone", "zone must be a time zone such as UTC or Europe/Berlin.");
        }
    }

    @GET
    @Path("accounts")
    @Needs(Role.OWNER)
    public JsonObject list() {
        return JsonBody.with(
                        "accounts",
                        JsonBody.array(accounts.all().stream()
                                .map(AccessAnswers::account)
                                .toList()))
                .build();
    }

    /** With its first owner: the answer holds the link by which they choose a password, and nothing shows it again. */
    @POST
    @Path("accounts")
    @Consumes("application/json")
    @Needs(Role.OWNER)
    public Response make(@Takes(RequestBody.NEW_ACCOUNT) Members members) {
        var invited = accounts.make(
                members.text("name"), new Draft(members.text("owner_email"), members.text("owner_name"), Role.OWNER));
        return Response.status(Response.Status.CREATED)
                .entity(JsonBody.with("id", invited.person().accountId())
                        .and("owner", AccessAnswers.person(invited.person()))
                        .and("link", addresses.of(invited))
                        .and("link_expires_at", invited.expiresAt())
                        .build())
                .build();
    }
}
