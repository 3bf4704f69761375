package org.reprise.ui;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Duration;
import org.reprise.access.Caller;
import org.reprise.access.CurrentCaller;
import org.reprise.campaign.CampaignDraft;
import org.reprise.campaign.CampaignService;
import org.reprise.storage.IdempotencyStore;
import org.reprise.storage.IdempotencyStore.Answer;
import org.reprise.storage.IdempotencyStore.InProgress;
import org.reprise.storage.IdempotencyStore.Request;
import org.reprise.storage.IdempotencyStore.Started;

/** Makes a draft once, however often a page asks for it: the answer to an earlier request may have been lost. */
@Dependent
class DraftOnce implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String ROUTE = "page /editor";
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);
    private static final int CREATED = 201;

    @Inject
    private CampaignService desk;

    @Inject
    private IdempotencyStore store;

    @Inject
    private CurrentCaller caller;

    /**
     * What became of it.
     *
     * @param id of the campaign; null: an earlier request is still being worked on
     * @param isNew whether it was made now
     */
    record Made(Long id, boolean isNew) {}

    /** @param key the page's own for this draft */
    Made create(String key, CampaignDraft draft) {
        var turn = store.begin(new Request(caller.find().map(Caller::key).orElse(""), ROUTE, key), MAX_WAIT);
        if (turn instanceof Answer before) {
            return new Made(Long.valueOf(before.body()), false);
        } else if (turn instanceof InProgress) {
            return new Made(null, false);
        }
        return new Made(create((Started) turn, draft), true);
    }

    private long create(Started attempt, CampaignDraft draft) {
        try {
            long id = desk.create(draft).id();
            store.finish(attempt, new Answer(CREATED, null, null, null, String.valueOf(id)));
            return id;
        } catch (RuntimeException e) {
            store.forget(attempt);
            throw e;
        }
    }
}
