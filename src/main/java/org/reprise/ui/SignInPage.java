package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.reprise.access.AccessRefused;
import org.reprise.access.PeopleService;
import org.reprise.access.SignInService;

/** Lets people in, and leads them to what they had asked for. */
@Named
@ViewScoped
public class SignInPage implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private SignInService signIns;

    @Inject
    private PeopleService people;

    @Inject
    private Access access;

    @Inject
    private Door door;

    @Inject
    private Words words;

    private String to;
    private String email;
    private transient String password;

    /** Whoever is in already goes on; where nobody can sign in yet, the first owner is made. */
    public void open() {
        if (!people.areThereAny()) {
            door.lead("/begin");
        } else if (access.isViewer()) {
            door.lead(target());
        }
    }

    public void signIn() {
        try {
            door.letIn(signIns.signIn(email, password, door.visitor()), target());
        } catch (AccessRefused refused) {
            Refusal.tell("signin", words, refused);
        } finally {
            password = null;
        }
    }

    public void signOut() {
        signIns.signOut();
        door.letOut();
    }

    private String target() {
        return LocalPath.of(to).filter(path -> !path.startsWith("/signin")).orElse("/");
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    /** Never shown again. */
    public String getPassword() {
        return null;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
