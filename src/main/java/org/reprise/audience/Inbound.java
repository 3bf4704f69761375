package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.Incoming.Blocked;
import org.reprise.telegram.Incoming.Happening;
import org.reprise.telegram.Incoming.Wrote;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;

/**
 * Takes in what people write: whoever writes is a contact, and what they wish holds from the moment it is read. STOP
 * and its like, and a block, opt out of all campaigns of the account; /start opts in again, and nothing else does.
 */
@ApplicationScoped
public class Inbound {
    private static final Logger LOG = Logger.getLogger(Inbound.class.getName());

    /** The reference of no campaign: those begin at 1. */
    private static final long NO_CAMPAIGN = 0;

    private final Contacts contacts;
    private final OptOuts optOuts;
    private final Gateways gateways;
    private final ContactNews news;
    private final Set<String> optOutWords;

    protected Inbound() {
        this.contacts = null;
        this.optOuts = null;
        this.gateways = null;
        this.news = null;
        this.optOutWords = Set.of();
    }

    @Inject
    public Inbound(Contacts contacts, OptOuts optOuts, Gateways gateways, ContactNews news, Settings settings) {
        this.contacts = contacts;
        this.optOuts = optOuts;
        this.gateways = gateways;
        this.news = news;
        this.optOutWords = settings.telegram().optOutWords();
    }

    /**
     * On disk when it returns; taking the same in twice changes nothing and answers nobody twice.
     *
     * @throws org.reprise.storage.StorageUnavailable when it may not be on disk
     */
    public void takeIn(@Observes Incoming incoming) {
        var session = incoming.session();
        var chats = incoming.happenings().stream()
                .filter(Wrote.class::isInstance)
                .map(happening -> ((Wrote) happening).chat());
        boolean changed = contacts.heardFrom(session, chats).added() > 0;
        for (var happening : incoming.happenings()) {
            changed |= heed(session, happening);
        }
        if (changed) {
            news.of(session);
        }
    }

    /** @return whether somebody opted out or in */
    private boolean heed(Session session, Happening happening) {
        long user = happening.userId();
        if (happening instanceof Blocked) {
            return optOuts.add(session.accountId(), user, "blocked");
        }
        if (!(happening instanceof Wrote wrote)) {
            return false;
        }
        return switch (Wish.in(wrote.text(), optOutWords)) {
            case STOP -> stop(session, wrote);
            case START -> optOuts.remove(session.accountId(), user);
            case NONE -> false;
        };
    }

    private boolean stop(Session session, Wrote wrote) {
        boolean news =
                optOuts.add(session.accountId(), wrote.userId(), wrote.text().strip());
        if (news) {
            confirm(session, wrote.chat());
        }
        return news;
    }

    /** Once, and only as far as it goes: the wish holds whether or not its answer arrives. */
    private void confirm(Session session, Chat chat) {
        var answer = new OutgoingMessage(chat.userId(), Answers.optedOut(chat.language()), NO_CAMPAIGN);
        gateways.of(session).send(session, answer).thenAccept(outcome -> {
            if (!(outcome instanceof SendOutcome.Sent)) {
                LOG.log(
                        Level.INFO,
                        () -> "session " + session.name() + ": no answer to the opt-out of " + chat.userId() + ": "
                                + outcome);
            }
        });
    }
}
