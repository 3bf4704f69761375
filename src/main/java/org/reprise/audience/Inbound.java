package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.function.Consumer;
import org.reprise.Settings;
import org.reprise.audience.LeftOut.Cause;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.Incoming.Blocked;
import org.reprise.telegram.Incoming.Deactivated;
import org.reprise.telegram.Incoming.Happening;
import org.reprise.telegram.Incoming.Wrote;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Session;

/**
 * Takes in what people write: whoever writes is a contact, and what they wish holds from the moment it is read. STOP
 * and its like opt out of all campaigns of the account; only /start opts in again. Whoever blocked a session, or whose
 * account is gone, is left out as well, until they write again.
 */
@ApplicationScoped
public class Inbound {
    /** The reference of no campaign: those begin at 1. */
    private static final long NO_CAMPAIGN = 0;

    private final Contacts contacts;
    private final OptOuts optOuts;
    private final ContactNews news;
    private final Set<String> optOutWords;
    private final Consumer<AnswerWanted> tell;

    protected Inbound() {
        this.contacts = null;
        this.optOuts = null;
        this.news = null;
        this.optOutWords = Set.of();
        this.tell = null;
    }

    @Inject
    Inbound(Contacts contacts, OptOuts optOuts, ContactNews news, Settings settings, Event<AnswerWanted> events) {
        this(contacts, optOuts, news, settings, events::fire);
    }

    public Inbound(
            Contacts contacts, OptOuts optOuts, ContactNews news, Settings settings, Consumer<AnswerWanted> tell) {
        this.contacts = contacts;
        this.optOuts = optOuts;
        this.news = news;
        this.optOutWords = settings.telegram().optOutWords();
        this.tell = tell;
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

    /** @return whether somebody is left out from now on, or is no more */
    private boolean heed(Session session, Happening happening) {
        long user = happening.userId();
        if (happening instanceof Blocked) {
            return optOuts.leaveOut(session.accountId(), user, Cause.BLOCKED);
        }
        if (happening instanceof Deactivated) {
            return optOuts.leaveOut(session.accountId(), user, Cause.DEACTIVATED);
        }
        if (!(happening instanceof Wrote wrote)) {
            return false;
        }
        return switch (Wish.in(wrote.text(), optOutWords)) {
            case STOP -> stop(session, wrote);
            case START -> optOuts.remove(session.accountId(), user);
            case NONE -> optOuts.cameBack(session.accountId(), user);
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

    private void confirm(Session session, Chat chat) {
        var answer = new OutgoingMessage(chat.userId(), Answers.optedOut(chat.language()), NO_CAMPAIGN);
        tell.accept(new AnswerWanted(session, answer));
    }
}
