package org.reprise.delivery.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.reprise.delivery.ledger.Delivery;
import org.reprise.delivery.ledger.DeliveryLedger;
import org.reprise.message.Filling.Filled;
import org.reprise.message.Message;

/**
 * The texts that recipients who are claimed may have been sent. A text that is the same for everybody may have gone out
 * under a claim for it or for an older one: an edit came in between. One with placeholders goes out under no claim but
 * one for itself, which stands in the ledger with the values. Of somebody whose values are gone, who was erased, the
 * text is not known, and is not among these.
 */
final class ClaimedTexts {
    private final DeliveryLedger ledger;
    private final long campaign;
    private final NavigableMap<Integer, Message> messages;

    ClaimedTexts(DeliveryLedger ledger, long campaign, Map<Integer, Message> messages) {
        this.ledger = ledger;
        this.campaign = campaign;
        this.messages = new TreeMap<>(messages);
    }

    /** By user and revision, as the gateway was given them. */
    Map<Long, Map<Integer, String>> of(List<Delivery> claims) {
        boolean isAnyPersonal = messages.values().stream().anyMatch(Message::isPersonal);
        Map<Long, Map<String, String>> values = isAnyPersonal
                ? ledger.values(campaign, claims.stream().map(Delivery::userId).toList())
                : Map.of();
        var texts = new HashMap<Long, Map<Integer, String>>();
        claims.forEach(claim -> texts.put(claim.userId(), of(claim, values.get(claim.userId()))));
        return texts;
    }

    /** @param values null: none are known */
    private Map<Integer, String> of(Delivery claim, Map<String, String> values) {
        var texts = new TreeMap<Integer, String>();
        messages.tailMap(claim.revision(), true).forEach((revision, message) -> {
            if (!message.isPersonal()) {
                texts.put(revision, message.text());
            } else if (revision == claim.revision() && values != null) {
                message.filled(values)
                        .map(Filled::message)
                        .map(Message::text)
                        .ifPresent(text -> texts.put(revision, text));
            }
        });
        return texts;
    }
}
