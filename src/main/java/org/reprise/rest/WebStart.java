package org.reprise.rest;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.io.File;
import org.reprise.Settings;
import org.reprise.access.CurrentCaller;
import org.reprise.storage.PrivateFiles;

/** What the server is told about sessions and uploads before it takes requests, and what it tells about sessions. */
@WebListener
public class WebStart implements ServletContextListener, HttpSessionListener, HttpSessionIdListener {
    @Inject
    private Settings settings;

    @Inject
    private PageSessionLimits limits;

    @Inject
    private CurrentCaller caller;

    /** Over TLS cookies go over nothing else; parts of forms lie where nobody but Reprise can read them. */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (settings.web().isSecure()) {
            event.getServletContext().getSessionCookieConfig().setSecure(true);
        }
        if (event.getServletContext().getAttribute(ServletContext.TEMPDIR) instanceof File uploads) {
            PrivateFiles.closeDirectory(uploads.toPath());
        }
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        caller.find()
                .flatMap(PageSessions::owner)
                .ifPresent(owner -> PageSessions.bind(event.getSession(), owner.person(), owner.signIn()));
        limits.created(event.getSession());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        limits.ended(event.getSession());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        limits.renamed(event.getSession(), oldId);
    }
}
