package org.reprise.campaign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reprise.audience.Contact;
import org.reprise.audience.ContactValues;
import org.reprise.message.Filling.Cause;
import org.reprise.message.Filling.Filled;
import org.reprise.message.Filling.LeftOut;
import org.reprise.message.Message;

/**
 * What a message with placeholders would say to its recipients, as of now: the very code that fills it for a run has
 * filled it for each of them.
 *
 * @param lookedAt how many recipients; there may be more
 * @param leftOut those to whom it would go in no form, and why; the most people first
 * @param longest its length for the one for whom it is longest, in UTF-16 units; 0: nobody would get it
 * @param longestFor who that is; null: nobody would get it
 * @param limit of the length
 */
public record FillingForecast(long lookedAt, List<Group> leftOut, int longest, Contact longestFor, int limit) {

    /** @param sample some of them */
    public record Group(LeftOut why, long people, List<Contact> sample) {}

    /** Takes people one after the other. */
    static final class Builder {
        private final Message message;
        private final int sampleSize;
        private final Map<LeftOut, Counted> groups = new LinkedHashMap<>();
        private long lookedAt;
        private int longest;
        private Contact longestFor;

        private static final class Counted {
            private final List<Contact> sample = new ArrayList<>();
            private long people;
        }

        Builder(Message message, int sampleSize) {
            this.message = message;
            this.sampleSize = sampleSize;
        }

        void add(Contact contact) {
            lookedAt++;
            var filling = message.fill(ContactValues.of(contact));
            if (filling instanceof Filled filled
                    && (longestFor == null || filled.text().length() > longest)) {
                longest = filled.text().length();
                longestFor = contact;
            } else if (filling instanceof LeftOut leftOut) {
                leaveOut(contact, leftOut);
            }
        }

        /** However long each one's text would be, all are too long for one reason. */
        private void leaveOut(Contact contact, LeftOut leftOut) {
            var why = leftOut.cause() == Cause.TOO_LONG ? new LeftOut(leftOut.cause(), "") : leftOut;
            var counted = groups.computeIfAbsent(why, each -> new Counted());
            counted.people++;
            if (counted.sample.size() < sampleSize) {
                counted.sample.add(contact);
            }
        }

        FillingForecast done() {
            var all = groups.entrySet().stream()
                    .map(each -> new Group(each.getKey(), each.getValue().people, each.getValue().sample))
                    .sorted(Comparator.comparingLong(Group::people).reversed())
                    .toList();
            int limit = message.extras().attachment() == null ? Message.MAX_TEXT_LENGTH : Message.MAX_CAPTION_LENGTH;
            return new FillingForecast(lookedAt, all, longest, longestFor, limit);
        }
    }
}
