package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.reprise.access.AccessRefused;
import org.reprise.access.PeopleService;
import org.reprise.access.PeopleService.Draft;
import org.reprise.access.Role;
import org.reprise.access.SetupToken;

/** Makes the first owner, from when on everybody signs in. */
@Named
@ViewScoped
public class BeginPage implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private PeopleService people;

    @Inject
    private SetupToken setup;

    @Inject
    private Access access;

    @Inject
    private Door door;

    @Inject
    private Words words;

    private transient String token;
    private String email;
    private String name;
    private transient String password;

    public void open() {
        if (people.areThereAny()) {
            door.lead("/signin");
        } else if (isTokenAsked()) {
            setup.offer();
        }
    }

    /** Whoever is at the machine needs none. */
    public boolean isTokenAsked() {
        return !access.isLocal();
    }

    public void begin() {
        try {
            door.letIn(people.setUp(token, new Draft(email, name, Role.OWNER), password, door.visitor()), "/");
        } catch (AccessRefused refused) {
            if (people.areThereAny()) {
                door.lead("/signin");
            } else {
                Refusal.tell("begin", words, refused);
            }
        } finally {
            token = null;
            password = null;
        }
    }

    /** Never shown again. */
    public String getToken() {
        return null;
    }

    public void setToken(String token) {
        this.token = token;
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

    /** Never shown again. */
    public String getPassword() {
        return null;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
