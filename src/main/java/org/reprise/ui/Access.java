package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.reprise.access.Caller;
import org.reprise.access.CurrentCaller;
import org.reprise.access.PeopleService;
import org.reprise.access.Person;
import org.reprise.access.Role;

/** Who looks at the page, and which verbs are worth showing to them. Use cases ask for the role all the same. */
@Named
@RequestScoped
public class Access {
    @Inject
    private CurrentCaller caller;

    @Inject
    private PeopleService people;

    private Person person;

    /** False of strangers, and on a page that the server shows after a failure. */
    public boolean isViewer() {
        return has(Role.VIEWER);
    }

    public boolean isOperator() {
        return has(Role.OPERATOR);
    }

    public boolean isOwner() {
        return has(Role.OWNER);
    }

    private boolean has(Role role) {
        return caller.find().filter(who -> who.has(role)).isPresent();
    }

    public boolean isSignedIn() {
        return is(Caller.Kind.PERSON);
    }

    /** Whether nobody can sign in yet, and whoever is at the machine may do everything. */
    public boolean isLocal() {
        return is(Caller.Kind.LOCAL);
    }

    private boolean is(Caller.Kind kind) {
        return caller.find().filter(who -> who.kind() == kind).isPresent();
    }

    /** Null: nobody who signed in. */
    public Person getPerson() {
        if (person == null) {
            person = people.me().orElse(null);
        }
        return person;
    }

    /** The sign-in that the page was asked for with; null: none. */
    public Long getSignIn() {
        return caller.find().map(Caller::signIn).orElse(null);
    }
}
