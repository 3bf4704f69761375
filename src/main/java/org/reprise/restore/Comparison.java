package org.reprise.restore;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What follows from a database and from what is remembered. Pure.
 *
 * @param mine what the data directory remembers of this database; null: nothing
 * @param others what it remembers of others
 * @param watched whether this process saw the database alive until now, in the hands of another server
 */
record Comparison(DatabaseState database, Memory mine, Collection<Memory> others, boolean watched) {

    /** Empty: this database lived on. */
    Optional<Finding> finding() {
        return mine == null ? unremembered() : mine.atHome() || watched ? remembered() : fromElsewhere();
    }

    /** Nobody who watched it left word here. */
    private Optional<Finding> unremembered() {
        boolean othersSent = others.stream().anyMatch(Memory::knowsClaims);
        if (watched || (database.isEmpty() && !othersSent)) {
            return Optional.empty();
        }
        if (database.isEmpty()) {
            return found(Reason.EMPTY, Stream.empty());
        }
        // made by a Reprise that kept no memory: there is none to be missed
        boolean upgraded = database.memory() == null && !othersSent;
        return upgraded ? Optional.empty() : fromElsewhere();
    }

    private Optional<Finding> remembered() {
        boolean exact = watched || mine.id().equals(database.memory());
        boolean replaced = !watched && !mine.database().isSameAs(database.place());
        boolean behind = mine.slots().keySet().stream().anyMatch(this::isBehind);
        if (!replaced && !behind) {
            return Optional.empty();
        }
        return exact ? found(behind ? Reason.OLDER : Reason.REPLACED, Stream.empty()) : fromElsewhere();
    }

    private boolean isBehind(long campaign) {
        return database.slot(campaign).isBehind(mine.slots().get(campaign));
    }

    /** All of its campaigns may have gone on, also those that were drafts then, and those that it does not know. */
    private Optional<Finding> fromElsewhere() {
        var lost = mine == null
                ? Stream.<Long>empty()
                : mine.slots().keySet().stream().filter(campaign -> isBehind(campaign));
        return found(
                Reason.ELSEWHERE,
                Stream.concat(database.campaigns().keySet().stream(), lost).map(campaign -> new Doubt(campaign, null)));
    }

    private Optional<Finding> found(Reason reason, Stream<Doubt> unknown) {
        var doubts = new HashMap<>(database.doubts());
        var ahead = new HashMap<Long, Slot>();
        if (mine != null) {
            mine.slots().forEach((campaign, slot) -> {
                var known = database.slot(campaign);
                if (known.isBehind(slot)) {
                    ahead.put(campaign, slot.caughtUpWith(known));
                }
                if (known.claims() < slot.claims()) {
                    doubts.merge(campaign, new Doubt(campaign, slot.claims() - known.claims()), Doubt::and);
                }
            });
        } else {
            others.forEach(memory -> memory.slots().forEach((campaign, slot) -> ofAnother(campaign, slot, doubts)));
        }
        unknown.forEach(doubt -> doubts.put(doubt.campaign(), doubt));
        return Optional.of(new Finding(later(reason), doubts, ahead));
    }

    /** The same again when it is found once more. */
    private void ofAnother(long campaign, Slot slot, Map<Long, Doubt> doubts) {
        if (!database.campaigns().containsKey(campaign) && slot.claims() > 0) {
            var doubt = new Doubt(campaign, slot.claims());
            doubts.merge(
                    campaign,
                    doubt,
                    (one, other) -> one.people() == null || one.people() > other.people() ? one : other);
        }
    }

    private Reason later(Reason reason) {
        var standing = database.notice();
        return standing != null && standing.compareTo(reason) > 0 ? standing : reason;
    }
}
