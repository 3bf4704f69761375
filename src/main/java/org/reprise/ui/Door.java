package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.reprise.access.BrowserSignIn;
import org.reprise.access.SignInService.Opened;
import org.reprise.access.SignInService.Visitor;

/** What pages that let somebody in or out have in common. */
@RequestScoped
public class Door {
    @Inject
    private BrowserSignIn browser;

    public Visitor visitor() {
        return browser.visitor(request());
    }

    /** @param path local, where they wanted to go */
    public void letIn(Opened opened, String path) {
        browser.give(opened, request(), (HttpServletResponse) response());
        lead(path);
    }

    public void letOut() {
        browser.take(request(), (HttpServletResponse) response());
        lead("/signin");
    }

    public void lead(String path) {
        var faces = FacesContext.getCurrentInstance();
        try {
            faces.getExternalContext().redirect(faces.getExternalContext().getRequestContextPath() + path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faces.responseComplete();
    }

    private static HttpServletRequest request() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }

    private static Object response() {
        return FacesContext.getCurrentInstance().getExternalContext().getResponse();
    }
}
