package org.reprise.rest;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.reprise.campaign.Continuation;

/**
 * Lets the campaigns go down while their code can still be loaded. When Payara destroys the singletons, it has closed
 * the application's class loader before: a run that then met its first refusal, say, could not load the class for it
 * and died, with claims that somebody had received.
 */
@WebListener
public class StopListener implements ServletContextListener {
    @Inject
    private DoorKeeper doors;

    @Inject
    private Continuation continuation;

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        doors.closingTime();
        continuation.goDown();
    }
}
