package org.reprise.lifecycle;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.reprise.campaign.ResumeAfterRestart;

/**
 * Lets the campaigns go down while their code can still be loaded. When Payara destroys the singletons, it has closed
 * the application's class loader before: a run that then met its first refusal, say, could not load the class for it
 * and died, with claims that somebody had received.
 */
@WebListener
public class StopListener implements ServletContextListener {
    @Inject
    private StartupSequence startup;

    @Inject
    private ResumeAfterRestart campaigns;

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        startup.stop();
        campaigns.goDown();
    }
}
