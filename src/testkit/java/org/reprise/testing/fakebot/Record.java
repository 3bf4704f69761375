package org.reprise.testing.fakebot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every message that was accepted, in order. When it is full it says so instead of forgetting silently. */
final class Record {
    private int most = 1_000_000;
    private final List<Accepted> messages = new ArrayList<>();
    private final List<Unanswered> unanswered = new ArrayList<>();
    private long all;

    private final List<OnTheWire> onTheWire = new ArrayList<>();

    private record Unanswered(String token, long chat) {}

    /** A message from its arrival to the end of its answer. */
    static final class OnTheWire {
        private final String token;
        private final long chat;
        private final long arrived = System.currentTimeMillis();
        private volatile long answered = Long.MAX_VALUE;

        private OnTheWire(Call call) {
            this.token = call.token();
            this.chat = call.chat();
        }

        /** The answer's last byte was given to the operating system. */
        void answered() {
            answered = System.currentTimeMillis();
        }
    }

    /** Its body is there. */
    synchronized OnTheWire arrived(Call call) {
        var message = new OnTheWire(call);
        if (call.sends() && most > 0) {
            onTheWire.add(message);
        }
        return message;
    }

    /** The chats of a bot's messages that arrived by {@code to} and were not answered before {@code from}. */
    synchronized Set<Long> onTheWire(String token, long from, long to) {
        return onTheWire.stream()
                .filter(each -> each.token.equals(token) && each.arrived <= to && each.answered >= from)
                .map(each -> each.chat)
                .collect(Collectors.toSet());
    }

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
        onTheWire.clear();
        all = 0;
    }
}
