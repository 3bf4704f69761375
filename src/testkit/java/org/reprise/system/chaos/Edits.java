package org.reprise.system.chaos;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every text that somebody gave a campaign, and when it was current. Times are milliseconds since 1970. */
final class Edits {
    private final List<Edit> all = new CopyOnWriteArrayList<>();

    /**
     * @param ended when it was answered, or could be answered no more: its server was down
     * @param done whether the server said that it holds; if not, it may or may not
     */
    private record Edit(String text, long asked, long ended, boolean done) {}

    void add(String text, long asked, long ended, boolean done) {
        all.add(new Edit(text, asked, ended, done));
    }

    int size() {
        return all.size();
    }

    /**
     * Whether the text may have been the current one when a message with it was handed over.
     *
     * @param onItsWay the longest that a message takes from there to the fake
     */
    boolean wasCurrent(String text, long arrived, long onItsWay) {
        return all.stream()
                .filter(edit -> edit.text.equals(text) && edit.asked <= arrived)
                .anyMatch(edit -> all.stream()
                        .noneMatch(
                                later -> later.done && later.asked > edit.ended && later.ended + onItsWay < arrived));
    }
}
