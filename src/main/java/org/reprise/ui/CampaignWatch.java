package org.reprise.ui;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.reprise.campaign.CampaignChanged;
import org.reprise.progress.ProgressSocket;

/** Has open pages told of campaigns that changed; the socket itself may not know the room campaign. */
@Dependent
public class CampaignWatch {
    private final ProgressSocket socket;

    @Inject
    CampaignWatch(ProgressSocket socket) {
        this.socket = socket;
    }

    void changed(@Observes CampaignChanged event) {
        socket.changed(event.campaign().id(), event.campaign().accountId());
    }
}
