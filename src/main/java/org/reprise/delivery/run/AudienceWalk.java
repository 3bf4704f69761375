package org.reprise.delivery.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.reprise.audience.Audience;

/**
 * Walks the audience in rounds, each from the last reached user id to the end and on from the beginning. So a resume
 * finds somebody new at once, however many were reached before, and still nobody is passed over: who was missed in one
 * round, because another run held the claim or the contact came late, is met in the next.
 *
 * <p>Belongs to one run's thread.
 */
final class AudienceWalk {
    private static final int PAGE = 1000;

    private final Audience audience;
    private final RecipientChoice choice;
    private final Deque<Long> candidates = new ArrayDeque<>();
    private long start;
    private long position;
    private boolean wrapped;
    private boolean ended;

    AudienceWalk(Audience audience, RecipientChoice choice) {
        this.audience = audience;
        this.choice = choice;
    }

    /** @param lastReached where the round begins, and ends */
    void beginRound(long lastReached) {
        candidates.clear();
        start = lastReached;
        position = lastReached;
        wrapped = lastReached == 0;
        ended = false;
    }

    /** Whether the next people may be some who were reached before. */
    boolean goesOverOldGround() {
        return wrapped && candidates.isEmpty();
    }

    /** Everybody of this round was given out. */
    boolean roundEnded() {
        return ended && candidates.isEmpty();
    }

    /** Up to {@code atMost} people to claim, from one page; none is not the end. */
    List<Long> next(RunPlan plan, int atMost) {
        if (candidates.isEmpty() && !ended) {
            readPage(plan);
        }
        var next = new ArrayList<Long>(Math.min(atMost, candidates.size()));
        while (next.size() < atMost && !candidates.isEmpty()) {
            next.add(candidates.poll());
        }
        return next;
    }

    /** People who were given out and are free again; they come next. */
    void putBack(List<Long> users) {
        for (int i = users.size() - 1; i >= 0; i--) {
            candidates.addFirst(users.get(i));
        }
    }

    private void readPage(RunPlan plan) {
        var page = audience.candidates(plan.session(), plan.targeting(), position, PAGE);
        for (var candidate : page) {
            if (wrapped && start > 0 && candidate.userId() > start) {
                ended = true;
                return;
            }
            position = candidate.userId();
            if (choice.mayBeWrittenTo(candidate)) {
                candidates.add(position);
            }
        }
        if (page.size() < PAGE) {
            ended = wrapped;
            position = 0;
            wrapped = true;
        }
    }
}
