package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.reprise.access.CurrentCaller;
import org.reprise.progress.Listener;

/** For whom the page that is being made will listen. */
@Named
@RequestScoped
public class PageListener {
    @Inject
    private CurrentCaller caller;

    public String getUser() {
        return Listener.of(caller.find());
    }
}
