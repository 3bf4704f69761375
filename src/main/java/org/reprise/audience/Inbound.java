package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.reprise.OptOutWords;
import org.reprise.Settings;
import org.reprise.audience.LeftOut.Cause;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.Incoming.Blocked;
import org.reprise.telegram.Incoming.Deactivated;
import org.reprise.telegram.Incoming.Edited;
import org.reprise.telegram.Incoming.Happening;
import org.reprise.telegram.Incoming.Wrote;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Session;

/**
 * Takes in what people write: whoever writes is a contact, and what they wish holds from the moment it is read. STOP
 * and its like, also as a caption or by an edit, opt out of all campaigns of the account. Only /start opts in again: an
 * edit never does, since Telegram tells of edits that nobody made. Whoever blocked a session, or whose account is gone,
 * is left out as well, until they write again. What somebody writes also says which categories they are in.
 */
@ApplicationScoped
public class Inbound {
    /** The reference of no campaign: those begin at 1. */
    private static final long NO_CAMPAIGN = 0;

    private final Contacts contacts;
    private final OptOuts optOuts;
    private final ContactChangeNotifier changes;
    private final OptOutWords optOutWords;
    private final Classifiers classifiers;
    private final ReceivedTexts received;
    private final Consumer<AutoReplyRequested> tell;

    @Inject
    Inbound(
            Contacts contacts,
            OptOuts optOuts,
            ContactChangeNotifier changes,
            Classifiers classifiers,
            ReceivedTexts received,
            Settings settings,
            Event<AutoReplyRequested> events) {
        this(contacts, optOuts, changes, classifiers, received, settings, events::fire);
    }

    public Inbound(
            Contacts contacts,
            OptOuts optOuts,
            ContactChangeNotifier changes,
            Classifiers classifiers,
            ReceivedTexts received,
            Settings settings,
            Consumer<AutoReplyRequested> tell) {
        this.contacts = contacts;
        this.optOuts = optOuts;
        this.changes = changes;
        this.classifiers = classifiers;
        this.received = received;
        this.optOutWords = new OptOutWords(settings.telegram().optOutWords());
        this.tell = tell;
    }

    /**
     * On disk when it returns; taking the same in twice changes nothing and answers nobody twice.
     *
     * @throws org.reprise.storage.StorageUnavailable when it may not be on disk
     */
    public void takeIn(@Observes Incoming incoming) {
        var session = incoming.session();
        var chats = incoming.happenings().stream().flatMap(Inbound::chat);
        boolean changed = contacts.heardFrom(session, chats).added() > 0;
        for (var happening : incoming.happenings()) {
            changed |= heed(session, happening);
        }
        changed |= classifiers.heard(incoming);
        received.take(incoming);
        if (changed) {
            changes.changed(session);
        }
    }

    private static Stream<Chat> chat(Happening happening) {
        if (happening instanceof Wrote wrote) {
            return Stream.of(wrote.chat());
        }
        return happening instanceof Edited edited ? Stream.of(edited.chat()) : Stream.empty();
    }

    /** @return whether somebody is left out from now on, or is no more */
    private boolean heed(Session session, Happening happening) {
        long user = happening.userId();
        if (happening instanceof Blocked) {
            return optOuts.leaveOut(session.accountId(), user, Cause.BLOCKED);
        } else if (happening instanceof Deactivated) {
            return optOuts.leaveOut(session.accountId(), user, Cause.DEACTIVATED);
        } else if (happening instanceof Edited edited) {
            return OptIntent.in(edited.text(), optOutWords) == OptIntent.STOP
                    && stop(session, edited.chat(), edited.text());
        } else if (happening instanceof Wrote wrote) {
            return switch (OptIntent.in(wrote.text(), optOutWords)) {
                case STOP -> stop(session, wrote.chat(), wrote.text());
                case START -> optOuts.remove(session.accountId(), user);
                case NONE -> optOuts.cameBack(session.accountId(), user);
            };
        }
        return false;
    }

    private boolean stop(Session session, Chat chat, String text) {
        boolean changes = optOuts.add(session.accountId(), chat.userId(), text.strip());
        if (changes) {
            confirm(session, chat);
        }
        return changes;
    }

    private void confirm(Session session, Chat chat) {
        var answer = new OutgoingMessage(chat.userId(), Answers.optedOut(chat.language()), NO_CAMPAIGN);
        tell.accept(new AutoReplyRequested(session, answer));
    }
}
