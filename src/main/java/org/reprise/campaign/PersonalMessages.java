package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reprise.audience.Audience;
import org.reprise.delivery.ledger.DeliveryLedger;
import org.reprise.message.Filling.Filled;
import org.reprise.message.Message;

/** What one person was sent: filled again, by the code that filled it for them. Changes nothing. */
@ApplicationScoped
public class PersonalMessages {
    private final Campaigns campaigns;
    private final DeliveryLedger ledger;
    private final Audience audience;

    @Inject
    public PersonalMessages(Campaigns campaigns, DeliveryLedger ledger, Audience audience) {
        this.campaigns = campaigns;
        this.ledger = ledger;
        this.audience = audience;
    }

    /**
     * The very text that was handed over to the person, or may have been.
     *
     * @return empty: none was, or it is not known any more since they were erased
     */
    public Optional<Filled> got(Why why) {
        return why.person()
                .entry()
                .filter(entry -> entry.revision() > 0)
                .flatMap(entry -> message(why.campaign().id(), entry.revision()))
                .flatMap(message -> filled(why, message));
    }

    private Optional<Message> message(long campaign, int revision) {
        return campaigns.revisions(campaign, revision - 1, 1).stream()
                .filter(found -> found.number() == revision)
                .map(MessageRevision::message)
                .findFirst();
    }

    private Optional<Filled> filled(Why why, Message message) {
        if (!message.isPersonal()) {
            return message.filled(Map.of());
        }
        long user = why.person().userId();
        return Optional.ofNullable(
                        ledger.values(why.campaign().id(), List.of(user)).get(user))
                .flatMap(message::filled);
    }

    /** What placeholders of an account may ask for. */
    public List<String> fields(long account) {
        return List.copyOf(audience.fields(account));
    }
}
