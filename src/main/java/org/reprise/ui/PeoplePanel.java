package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.reprise.access.AccessRefused;
import org.reprise.access.PeopleService;
import org.reprise.access.PeopleService.Draft;
import org.reprise.access.PeopleService.Invited;
import org.reprise.access.Person;
import org.reprise.access.PublicAddresses;
import org.reprise.access.Role;
import org.reprise.access.TokenService;

/** The people of an account, for its owners. */
@Named
@ViewScoped
public class PeoplePanel implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String INVITE = "invite";
    private static final String TABLE = "people";

    @Inject
    private PeopleService people;

    @Inject
    private PublicAddresses addresses;

    @Inject
    private TokenService tokens;

    @Inject
    private Toast toast;

    @Inject
    private Words words;

    private transient List<Row> rows;
    private String email;
    private String name;
    private Role role = Role.OPERATOR;
    private transient Invited invited;

    /** A person, whose role can be chosen. */
    public static final class Row {
        private final Person person;
        private Role role;

        Row(Person person) {
            this.person = person;
            this.role = person.role();
        }

        public Person getPerson() {
            return person;
        }

        public String getState() {
            return person.state();
        }

        public Role getRole() {
            return role;
        }

        public void setRole(Role role) {
            this.role = role;
        }
    }

    public List<Row> getRows() {
        if (rows == null) {
            rows = people.all().stream().map(Row::new).toList();
        }
        return rows;
    }

    public void invite() {
        if (link(INVITE, () -> people.invite(new Draft(email, name, role)))) {
            email = null;
            name = null;
        }
    }

    public void inviteAgain(long id) {
        link(TABLE, () -> people.inviteAgain(id));
    }

    private boolean link(String where, Supplier<Invited> invite) {
        invited = null;
        rows = null;
        try {
            invited = invite.get();
            return true;
        } catch (AccessRefused refused) {
            Refusal.tell(where, words, refused);
            return false;
        }
    }

    /** They are signed out, and have it from the next sign-in on. */
    public void changeRole(Row row) {
        change(
                () -> people.change(row.person.id(), null, row.role, null),
                them -> words.of("people.done.role", them.name(), words.role(them.role())));
    }

    /** Programs go on with what they have: their tokens are the account's. */
    public void disable(long id) {
        change(() -> people.change(id, null, null, true), them -> {
            long left = tokens.all().stream()
                    .filter(token -> token.isGood(words.now()) && token.madeBy().equals(them.email()))
                    .count();
            return left == 0
                    ? words.of("people.done.disabled", them.name())
                    : words.of("people.done.disabled.tokens", them.name(), left);
        });
    }

    public void enable(long id) {
        change(() -> people.change(id, null, null, false), them -> words.of("people.done.enabled", them.name()));
    }

    private void change(Supplier<Person> change, Function<Person, String> done) {
        invited = null;
        rows = null;
        try {
            toast.say(done.apply(change.get()));
        } catch (AccessRefused refused) {
            Refusal.tell(TABLE, words, refused);
        }
    }

    /** The link that was made just now, which is shown once; null: none. */
    public String getLink() {
        return invited == null ? null : addresses.of(invited);
    }

    public String getLinkText() {
        return invited == null
                ? ""
                : words.of("people.link.text", invited.person().name(), words.moment(invited.expiresAt()));
    }

    public List<Role> getRoles() {
        return List.of(Role.values());
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
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
}
