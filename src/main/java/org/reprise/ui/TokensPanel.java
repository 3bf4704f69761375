package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.reprise.access.AccessRefused;
import org.reprise.access.Role;
import org.reprise.access.Token;
import org.reprise.access.TokenService;

/** What programs come with, for the owners of an account. */
@Named
@ViewScoped
public class TokensPanel implements Serializable {
    private static final long serialVersionUID = 1;

    /** In days; 0: for ever. */
    private static final List<Integer> LIFETIMES = List.of(30, 90, 365, 0);

    @Inject
    private TokenService tokens;

    @Inject
    private Toast toast;

    @Inject
    private Words words;

    private String name;
    private Role role = Role.OPERATOR;
    private int days = 90;
    private transient TokenService.Made made;
    private Long revoking;
    private String revokingName;

    public List<Token> getRows() {
        return tokens.all();
    }

    /** How it stands with a token, by its name in the bundle. */
    public String state(Token token) {
        return token.revokedAt() != null ? "revoked" : token.hasExpired(words.now()) ? "expired" : "good";
    }

    public void make() {
        made = null;
        try {
            made = tokens.make(name, role, days == 0 ? null : words.now().plus(Duration.ofDays(days)));
            name = null;
        } catch (AccessRefused refused) {
            Refusal.tell("token", words, refused);
        }
    }

    /** As a program sends it, shown once; null: none was made just now. */
    public String getSecret() {
        return made == null ? null : made.secret();
    }

    /** Asks before it revokes. */
    public void ask(Token token) {
        revoking = token.id();
        revokingName = token.name();
    }

    public void revoke() {
        try {
            made = null;
            tokens.revoke(revoking);
            toast.say(words.of("tokens.done.revoked", revokingName));
            revoking = null;
        } catch (AccessRefused refused) {
            Refusal.tell("revoking", words, refused);
        }
    }

    public void keep() {
        revoking = null;
    }

    public boolean isRevoking() {
        return revoking != null;
    }

    public String getQuestion() {
        return revoking == null ? "" : words.of("tokens.revoke.text", revokingName);
    }

    public List<Integer> getLifetimes() {
        return LIFETIMES;
    }

    public List<Role> getRoles() {
        return List.of(Role.values());
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public Role getRole() {
        return role;
    }

    public void setRole(Role role) {
        this.role = role;
    }

    public int getDays() {
        return days;
    }

    public void setDays(int days) {
        this.days = days;
    }
}
