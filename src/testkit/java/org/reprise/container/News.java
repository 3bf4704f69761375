package org.reprise.container;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reprise.campaign.Campaigns;
import org.reprise.delivery.ledger.DeliveriesRecorded;

/** Hears what is told of deliveries, and looks up at once what the database says. */
@ApplicationScoped
public class News {
    /** @param stored outcomes that another connection saw when {@code told} were told of */
    record Item(long campaign, long told, long stored) {}

    private final List<Item> items = new CopyOnWriteArrayList<>();

    @Inject
    private Campaigns campaigns;

    void heard(@Observes DeliveriesRecorded event) {
        long stored = campaigns.find(event.campaignId()).orElseThrow().tally().processed();
        items.add(new Item(event.campaignId(), event.tally().processed(), stored));
    }

    List<Item> of(long campaign) {
        return items.stream().filter(item -> item.campaign() == campaign).toList();
    }
}
