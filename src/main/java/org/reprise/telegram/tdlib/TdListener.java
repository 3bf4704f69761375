package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import org.reprise.TimeSource;

/** Hears what a client did not ask for, one at a time and in order, on the receiving thread: it must not block. */
public interface TdListener {

    void heard(JsonObject update);

    /** A few times a second. @param now as {@link TimeSource#nanos} */
    default void passed(long now) {}

    /** The last call: the client is closed. */
    default void closed() {}
}
