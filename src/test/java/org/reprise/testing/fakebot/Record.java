package org.reprise.testing.fakebot;

import java.util.ArrayList;
import java.util.List;

/** Every message that was accepted, in order. When it is full it says so instead of forgetting silently. */
final class Record {
    private int most = 1_000_000;
    private final List<Accepted> messages = new ArrayList<>();
    private final List<Unanswered> unanswered = new ArrayList<>();
    private long all;

    private record Unanswered(String token, long chat) {}

    /** @return the message's id, from 1 */
    synchronized long add(Call call) {
        all++;
        if (messages.size() < most) {
            messages.add(new Accepted(System.currentTimeMillis(), call));
        }
        return all;
    }

    /** From now on only counts. */
    synchronized void keepNone() {
        most = 0;
        clear();
    }

    synchronized List<Accepted> from(int index) {
        return List.copyOf(messages.subList(Math.min(index, messages.size()), messages.size()));
    }

    /** How many were accepted, kept or not. */
    synchronized long count() {
        return all;
    }

    /** Whoever sends this is not told what became of it. */
    synchronized void leaveUnanswered(Call call) {
        unanswered.add(new Unanswered(call.token(), call.chat()));
    }

    /** The chats to which that bot sent without being told what became of it. */
    synchronized List<Long> unanswered(String token) {
        return unanswered.stream()
                .filter(each -> each.token.equals(token))
                .map(Unanswered::chat)
                .toList();
    }

    synchronized void clear() {
        messages.clear();
        unanswered.clear();
        all = 0;
    }
}
