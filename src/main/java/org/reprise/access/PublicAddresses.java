package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.reprise.Settings;
import org.reprise.access.PeopleService.Invited;

/** Addresses of pages for somebody else: by the name under which Reprise is reached. */
@ApplicationScoped
public class PublicAddresses {
    private final Settings settings;

    /** A proxy of the one that is answered now. */
    private final HttpServletRequest request;

    @Inject
    public PublicAddresses(Settings settings, HttpServletRequest request) {
        this.settings = settings;
        this.request = request;
    }

    /** Where somebody who was invited chooses a password. No server on the way reads what follows the "#". */
    public String of(Invited invited) {
        return of("/invited#" + invited.secret());
    }

    /** @param path from the root on, with what follows it */
    private String of(String path) {
        return settings.web().publicUrl().map(Object::toString).orElseGet(this::asItWasCalled) + path;
    }

    /** Without the setting it is a name of loopback: others are refused. */
    private String asItWasCalled() {
        return "http://" + request.getServerName() + ":" + request.getServerPort();
    }
}
