package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import org.reprise.audience.Targeting;
import org.reprise.campaign.CampaignDraft;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.FirstSteps;
import org.reprise.campaign.SessionService;
import org.reprise.message.Extras;
import org.reprise.message.TextFormat;

/** A first campaign to play with, for people who have none: on the sandbox, nobody real gets it. */
@Named
@RequestScoped
public class Demonstration {
    /** Slow enough to watch, to edit and to stop it on the way. */
    private static final Duration PACE = Duration.ofMillis(200);

    private static final String SESSION = "demo";

    @Inject
    private CampaignService desk;

    @Inject
    private SessionService sessions;

    @Inject
    private Words words;

    @Inject
    private FirstSteps steps;

    @Inject
    private Toast toast;

    private FirstSteps.Done done;

    /** How far the account is. */
    public FirstSteps.Done getDone() {
        if (done == null) {
            done = steps.done(SESSION);
        }
        return done;
    }

    /** Name of the sandbox that it plays in. */
    public String getSession() {
        return SESSION;
    }

    /** Whether there is a sandbox for it. */
    public boolean isOffered() {
        return sessions.opensSandboxes();
    }

    public void create() {
        desk.create(new CampaignDraft(
                sessions.accountOf(SESSION),
                words.of("demo.name"),
                SESSION,
                words.of("demo.text"),
                null,
                null,
                PACE,
                Targeting.EVERYBODY,
                TextFormat.PLAIN,
                Extras.NONE));
        done = null;
        toast.say(words.of("demo.made"));
    }
}
