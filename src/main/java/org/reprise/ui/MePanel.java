package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.reprise.access.AccessRefused;
import org.reprise.access.PeopleService;
import org.reprise.access.Quotas;
import org.reprise.access.SignIn;
import org.reprise.access.SignInService;

/** A person's own password, and where they are signed in. */
@Named
@ViewScoped
public class MePanel implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private PeopleService people;

    @Inject
    private SignInService signIns;

    @Inject
    private Quotas quotas;

    @Inject
    private Access access;

    @Inject
    private Words words;

    private transient String old;
    private transient String password;
    private boolean changed;

    public void changePassword() {
        changed = false;
        try {
            people.changePassword(old, password);
            changed = true;
        } catch (AccessRefused refused) {
            Refusal.tell("password", words, refused);
        } finally {
            old = null;
            password = null;
        }
    }

    /** Whether it was changed just now. */
    public boolean isChanged() {
        return changed;
    }

    public List<SignIn> getSignIns() {
        return signIns.mine();
    }

    /** How much they may do, and have done; files in MB. */
    public List<Quotas.Use> getQuotas() {
        return quotas.mine().stream()
                .map(use -> use.name().equals("file_bytes")
                        ? new Quotas.Use("file_megabytes", use.limit() >> 20, use.used() >> 20, use.per())
                        : use)
                .toList();
    }

    /** Whether it is the one that this page is looked at with. */
    public boolean isHere(SignIn signIn) {
        return access.getSignIn() != null && access.getSignIn() == signIn.id();
    }

    public void end(long id) {
        signIns.end(id);
    }

    /** Never shown again. */
    public String getOld() {
        return null;
    }

    public void setOld(String old) {
        this.old = old;
    }

    /** Never shown again. */
    public String getPassword() {
        return null;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
