package org.reprise.rest;

import static org.reprise.rest.Integers.inQuery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.reprise.access.AccountService;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.ConnectionDraft;
import org.reprise.campaign.ConnectionService;
import org.reprise.telegram.Credential;
import org.reprise.telegram.LoginStep;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionStatus;

/** Logs an account in with its phone number: connect, then verify; as the existing clients do. */
@Path("/session")
@ApplicationScoped
@Produces(RestApplication.JSON)
public class LoginResource {
    static final String PASSWORD_NEEDED = "PASSWORD_NEEDED";

    @Inject
    private ConnectionService desk;

    @Inject
    private AccountService accounts;

    @Inject
    private SessionAnswers answers;

    /** The session is called by {@code name}, or by the phone number. */
    @Needs(Role.OWNER)
    @POST
    @Path("connect")
    @Consumes("application/json")
    public JsonObject connect(@Takes(RequestBody.LOGIN) Members members) {
        var phone = members.text("phone");
        long account = account(members);
        var wanted = members.optionalText("name");
        var name = desk.ofPhone(account, phone)
                .map(status -> status.session().name())
                .orElseGet(() -> wanted.orElse(phone));
        if (wanted.isPresent() && !wanted.get().equals(name)) {
            throw RequestRefused.invalid("name", "The session with this phone number is named " + name + ".");
        }
        var draft = new ConnectionDraft(account, name, Session.Kind.USER, Session.Via.TDLIB);
        var step = desk.connect(draft, new Credential.Phone(phone));
        return answer(desk.find(account, name), step);
    }

    /** With the code; with the password as well, or later, where two-step verification asks for it. */
    @Needs(Role.OWNER)
    @POST
    @Path("verify")
    @Consumes("application/json")
    public JsonObject verify(@Takes(RequestBody.VERIFY) Members members) {
        var status = awaiting(members);
        long id = status.session().id();
        var step = desk.step(id);
        if (step instanceof LoginStep.CodeSent) {
            step = desk.goOn(id, new Credential.Code(members.text("code")));
        }
        if (step instanceof LoginStep.PasswordNeeded needed) {
            var password = members.optionalText("password").orElseThrow(() -> passwordNeeded(needed.hint()));
            step = desk.goOn(id, new Credential.Password(password));
        }
        return answer(status, step);
    }

    private static RequestRefused passwordNeeded(String hint) {
        return new RequestRefused(
                ProblemCode.PASSWORD_NEEDED,
                "/password",
                PASSWORD_NEEDED + ": two-step verification asks for the account's password"
                        + (hint.isBlank() ? "" : " (hint: " + hint + ")")
                        + "; send it as password, with phone and code.");
    }

    /**
     * By its phone number, or by {@code session_id}: an account that scanned may have a password, and tells no phone.
     */
    private SessionStatus awaiting(Members members) {
        var phone = members.optionalText("phone");
        var id = members.optionalInteger("session_id");
        if (id.isEmpty()) {
            return ofPhone(members, phone.orElseThrow(() -> Members.missing("phone")));
        }
        var status = desk.find(id.get());
        if (phone.isPresent() && ofPhone(members, phone.get()).session().id() != id.get()) {
            throw RequestRefused.invalid("session_id", "session_id and phone mean two sessions; send one of them.");
        }
        if (members.optionalInteger("account_id")
                        .map(accounts::meant)
                        .orElse(status.session().accountId())
                != status.session().accountId()) {
            throw new RequestRefused(ProblemCode.NOT_FOUND, "The account has no session with the id " + id.get() + ".");
        }
        return status;
    }

    private SessionStatus ofPhone(Members members, String phone) {
        return desk.ofPhone(account(members), phone)
                .orElseThrow(() -> new RequestRefused(
                        ProblemCode.NOT_FOUND,
                        "No login of " + phone + " was begun; ask for a code at /session/connect first."));
    }

    private long account(Members members) {
        return accounts.meant(members.optionalInteger("account_id").orElse(null));
    }

    private static JsonObject answer(SessionStatus status, LoginStep step) {
        return JsonBody.with("status", word(step))
                .and("session_id", status.session().id())
                .build();
    }

    private static String word(LoginStep step) {
        if (step instanceof LoginStep.CodeSent) {
            return "code_sent";
        } else if (step instanceof LoginStep.PasswordNeeded) {
            return "password_needed";
        }
        return step instanceof LoginStep.ScanNeeded ? "scan_needed" : "connected";
    }

    @Needs(Role.VIEWER)
    @GET
    @Path("status")
    public JsonObject status(
            @QueryParam("account_id") String account,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        int size = Integers.pageSize(limit, 200, 1_000);
        var found = desk.page(accounts.listed(inQuery("account_id", account)), Cursors.number(cursor), size + 1);
        var page = found.subList(0, Math.min(size, found.size()));
        return JsonBody.with(
                        "sessions",
                        JsonBody.array(page.stream().map(answers::session).toList()))
                .andIfThere(
                        "next_cursor",
                        found.size() > size
                                ? Cursors.after(page.get(size - 1).session().id())
                                : null)
                .build();
    }
}
