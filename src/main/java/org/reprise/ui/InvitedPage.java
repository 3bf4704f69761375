package org.reprise.ui;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Objects;
import org.reprise.access.AccessRefused;
import org.reprise.access.PeopleService;
import org.reprise.access.Person;

/** Lets somebody choose a password by the link that they were given. */
@Named
@ViewScoped
public class InvitedPage implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private PeopleService people;

    @Inject
    private Door door;

    @Inject
    private Words words;

    private String key;
    private String name;
    private String email;
    private transient String password;
    private String wrong;

    /** The address's part that only the browser knows. */
    public void open() {
        key = Objects.requireNonNullElse(
                FacesContext.getCurrentInstance()
                        .getExternalContext()
                        .getRequestParameterMap()
                        .get("key"),
                "");
        try {
            see(people.invited(key, door.visitor().origin()));
        } catch (AccessRefused refused) {
            wrong = words.say(refused.said());
        }
    }

    private void see(Person person) {
        name = person.name();
        email = person.email();
    }

    public void join() {
        try {
            door.letIn(people.join(key, password, door.visitor()), "/");
        } catch (AccessRefused refused) {
            if (refused.code() == AccessRefused.Code.WRONG_SECRET) {
                wrong = words.say(refused.said());
            } else {
                Refusal.tell("join", words, refused);
            }
        } finally {
            password = null;
        }
    }

    /** Why the link opens nothing; null: it does. */
    public String getWrong() {
        return wrong;
    }

    /** Nobody knows yet whom the link invites. */
    public boolean isOpening() {
        return wrong == null && name == null;
    }

    public String getName() {
        return name;
    }

    public String getEmail() {
        return email;
    }

    /** Never shown again. */
    public String getPassword() {
        return null;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
