package org.reprise.system.chaos;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every text that somebody gave the campaign, and when it was current. Times are milliseconds since 1970. */
final class Edits {
    /** A message may be on its way to the fake while an edit is answered. */
    private static final long ON_ITS_WAY = 1_500;

    private final List<Edit> all = new CopyOnWriteArrayList<>();

    /** @param answered when the server had said that it holds; {@link Long#MAX_VALUE}: it did not get to say so */
    private record Edit(String text, long asked, long answered) {}

    void add(String text, long asked, long answered) {
        all.add(new Edit(text, asked, answered));
    }

    /** Whether the text may have been the current one when a message with it arrived. */
    boolean wasCurrent(String text, long arrived) {
        return all.stream()
                .filter(edit -> edit.text.equals(text) && edit.asked <= arrived)
                .anyMatch(edit -> all.stream()
                        .noneMatch(later -> later.asked > edit.answered && later.answered + ON_ITS_WAY < arrived));
    }
}
