package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.function.Supplier;
import org.primefaces.PrimeFaces;
import org.reprise.access.AccountService;
import org.reprise.audience.Targeting;
import org.reprise.campaign.AudienceSizes;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.ConnectionDraft;
import org.reprise.campaign.ConnectionService;
import org.reprise.campaign.SessionService;
import org.reprise.telegram.Credential;
import org.reprise.telegram.LoginRefused;
import org.reprise.telegram.LoginStep;
import org.reprise.telegram.Session.Kind;
import org.reprise.telegram.Session.Via;
import org.reprise.telegram.SessionConnector;
import org.reprise.telegram.SessionStatus;

/** Connects a session, a step at a time. What people type to prove themselves is kept nowhere. */
@Named
@ViewScoped
public class ConnectDialog implements Serializable {
    private static final long serialVersionUID = 1;

    /** How somebody can log in. */
    public enum Way {
        BOT,
        PHONE,
        SCAN,
        SANDBOX
    }

    @Inject
    private ConnectionService desk;

    @Inject
    private SessionService sessions;

    @Inject
    private AudienceSizes audiences;

    @Inject
    private AccountService accounts;

    @Inject
    private Words words;

    @Inject
    private Toast toast;

    private boolean open;
    private Way way = Way.BOT;
    private String name;
    private boolean known;
    private transient String secret;
    private String phone;
    private transient LoginStep step;
    private Long id;

    public void begin() {
        open = true;
        way = Way.BOT;
        name = null;
        known = false;
        forget();
    }

    /** One that was there before. */
    public void beginAgain(SessionStatus status) {
        begin();
        known = true;
        name = status.session().name();
        phone = status.session().phone();
        way = status.session().kind() == Kind.BOT ? Way.BOT : Way.PHONE;
        id = status.session().id();
    }

    public void connect() {
        var draft = new ConnectionDraft(account(), name.strip(), kind(), via(way));
        go(() -> {
            var next = desk.connect(draft, credential());
            if (draft.kind() == Kind.SANDBOX) {
                // its people come when they are asked for
                audiences.of(draft.name(), draft.accountId(), Targeting.EVERYBODY);
            }
            id = desk.find(draft.accountId(), draft.name()).session().id();
            return next;
        });
    }

    private Kind kind() {
        return switch (way) {
            case BOT -> Kind.BOT;
            case PHONE, SCAN -> Kind.USER;
            case SANDBOX -> Kind.SANDBOX;
        };
    }

    private Via via(Way wanted) {
        return switch (wanted) {
            case BOT -> bot();
            case PHONE, SCAN -> Via.TDLIB;
            case SANDBOX -> Via.SANDBOX;
        };
    }

    /** Whether there is one to try with; one that is there is connected already. */
    public boolean isSandboxOffered() {
        return !known && sessions.opensSandboxes();
    }

    /** What this installation lacks for that way of logging in, as bundles call it; empty: nothing that is known. */
    public String missing(Way wanted) {
        return desk.missing(via(wanted)).map(SessionConnector.Missing::name).orElse("");
    }

    /** Whether it is known that this way leads nowhere; a library may stand where nobody looked. */
    public boolean isBarred(Way wanted) {
        return desk.missing(via(wanted))
                .filter(missing -> missing == SessionConnector.Missing.API_ID)
                .isPresent();
    }

    private long account() {
        return known ? desk.find(id).session().accountId() : accounts.mine().id();
    }

    private Via bot() {
        return known ? desk.find(id).session().via() : Via.BOTAPI;
    }

    private Credential credential() {
        return switch (way) {
            case BOT -> new Credential.BotToken(secret.strip());
            case PHONE -> new Credential.Phone(phone.strip());
            case SCAN -> new Credential.QrScan();
            case SANDBOX -> null;
        };
    }

    public void showCode() {
        go(() -> desk.goOn(id, new Credential.Code(secret.strip())));
    }

    public void showPassword() {
        go(() -> desk.goOn(id, new Credential.Password(secret)));
    }

    /** Whether the code was scanned meanwhile; the picture is renewed. */
    public void look() {
        go(() -> desk.step(id));
    }

    private void go(Supplier<LoginStep> next) {
        try {
            step = next.get();
            if (step instanceof LoginStep.Connected) {
                open = false;
                toast.say(words.of(known ? "connect.done.again" : "connect.done", name.strip()));
                PrimeFaces.current().executeScript("Reprise.cancel('connectDialog')");
            }
        } catch (LoginRefused refused) {
            Refusal.tell("connect", words.of("login." + refused.reason(), refused.getMessage(), wait(refused)));
        } catch (CampaignRefused refused) {
            Refusal.tell("connect", words.say(refused.said()));
        } finally {
            secret = null;
        }
    }

    private String wait(LoginRefused refused) {
        return words.duration(refused.retryAfter());
    }

    public void close() {
        open = false;
        forget();
    }

    private void forget() {
        secret = null;
        phone = null;
        step = null;
        id = null;
    }

    public boolean isOpen() {
        return open;
    }

    /** Which part of the dialog is shown: begin, code, password or scan. */
    public String getPart() {
        return step instanceof LoginStep.CodeSent
                ? "code"
                : step instanceof LoginStep.PasswordNeeded
                        ? "password"
                        : step instanceof LoginStep.ScanNeeded ? "scan" : "begin";
    }

    /** What the account's owner wrote down to remember the password by; empty without one. */
    public String getHint() {
        return step instanceof LoginStep.PasswordNeeded needed ? needed.hint() : "";
    }

    /** Another address each time, since the picture behind it changes. */
    public String getPicture() {
        return "sessions/" + id + "/qr?at=" + words.now().toEpochMilli();
    }

    public Way[] getWays() {
        return Way.values();
    }

    /** Of the session that is connected, or null. */
    public Long getId() {
        return id;
    }

    public boolean isKnown() {
        return known;
    }

    public Way getWay() {
        return way;
    }

    public void setWay(Way way) {
        this.way = way;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getPhone() {
        return phone;
    }

    public void setPhone(String phone) {
        this.phone = phone;
    }

    public String getSecret() {
        return null;
    }

    public void setSecret(String secret) {
        this.secret = secret;
    }
}
