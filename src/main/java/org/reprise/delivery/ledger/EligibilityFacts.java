package org.reprise.delivery.ledger;

import java.util.Optional;
import org.reprise.audience.Contact;
import org.reprise.audience.Criterion.Unmet;
import org.reprise.audience.OptOut;
import org.reprise.audience.Targeting;
import org.reprise.telegram.Session;

/** All that decides whether a campaign writes to somebody. */
public record EligibilityFacts(Sender sender, Person person) {

    /**
     * The campaign's part.
     *
     * @param cap most recipients that it may attempt in its life, or null
     * @param attempted how many recipients it has attempted, claims included
     */
    public record Sender(Session session, Targeting targeting, Long cap, long attempted, boolean running) {}

    /**
     * The person's part.
     *
     * @param contact of the campaign's session; empty: they are none
     * @param unmet what the targeting's selection asks for and is not true of the contact
     * @param entry what the campaign's ledger says of them
     * @param capped the account's cap and until when it holds them back, if it does
     * @param released whether an operator released them to be sent to again
     */
    public record Person(
            long userId,
            Optional<Contact> contact,
            Optional<Unmet> unmet,
            Optional<LedgerEntry> entry,
            Optional<OptOut> optOut,
            Optional<Eligibility.Capped> capped,
            boolean released) {}
}
