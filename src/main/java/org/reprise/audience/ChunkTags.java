package org.reprise.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.reprise.audience.Tags.Tagging;
import org.reprise.telegram.Session;

/**
 * Puts the tags of some rows of a file on their people, in the transaction that this is called in, and no more on
 * anybody than they may have.
 */
final class ChunkTags {
    private final Tags tags;
    private final Session session;

    ChunkTags(Tags tags, Session session) {
        this.tags = tags;
        this.session = session;
    }

    /**
     * @param tagged the user ids of those who have one that they had not
     * @param fullOf what was not put on somebody, by their user id
     */
    record Put(Set<Long> tagged, Map<Long, Set<String>> fullOf) {
        static final Put NOTHING = new Put(Set.of(), Map.of());
    }

    /** @param rows whose people are contacts, each once */
    Put put(List<ImportedRow> rows, Instant at) {
        var tagging =
                rows.stream().filter(row -> !row.contact().tags().isEmpty()).toList();
        if (tagging.isEmpty()) {
            return Put.NOTHING;
        }
        var names =
                tagging.stream().flatMap(row -> row.contact().tags().stream()).collect(Collectors.toSet());
        var ids = tags.ids(session.accountId(), names, at);
        var had = tags.among(session, tagging.stream().map(ImportedRow::user).toList());
        var wanted = new ArrayList<Tagging>();
        var fullOf = new HashMap<Long, Set<String>>();
        for (var row : tagging) {
            var own = had.getOrDefault(row.user(), Set.of());
            int room = Tags.MOST_ON_CONTACT - own.size();
            for (var name : row.contact().tags()) {
                long id = ids.get(name);
                if (own.contains(id)) {
                    continue;
                } else if (room-- > 0) {
                    wanted.add(new Tagging(row.user(), id));
                } else {
                    fullOf.computeIfAbsent(row.user(), user -> new TreeSet<>()).add(name);
                }
            }
        }
        return new Put(tags.put(session, wanted, at), fullOf);
    }
}
