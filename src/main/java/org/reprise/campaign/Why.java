package org.reprise.campaign;

import java.time.Instant;
import java.util.function.Function;
import org.reprise.LocalizedMessage;
import org.reprise.audience.Contact;
import org.reprise.delivery.ledger.Eligibility;
import org.reprise.delivery.ledger.EligibilityFacts.Person;

/** Why a campaign writes to a person, or does not, as of now. */
public record Why(Campaign campaign, Person person, Eligibility eligibility) {

    /** As people call the person: by name, else by username with an @; null when the session knows neither. */
    public String name() {
        return person.contact().map(Contact::called).orElse(null);
    }

    /** By name, or by the user id where no name is known. */
    public LocalizedMessage called() {
        return name() == null
                ? LocalizedMessage.of("why.user", String.valueOf(person.userId()))
                : LocalizedMessage.verbatim(name());
    }

    /** @param time how the reader writes a time */
    public LocalizedMessage sentence(Function<Instant, String> time) {
        return new WhySentence(this, time).said();
    }
}
