package org.reprise.restore;

import java.time.Instant;
import java.util.Optional;

/**
 * What stands until an operator accepts the database.
 *
 * @param since the first finding
 */
public record Notice(Reason reason, Instant since) {

    static Optional<Notice> of(String reason, long since) {
        return Optional.ofNullable(reason).map(name -> new Notice(Reason.valueOf(name), Instant.ofEpochMilli(since)));
    }
}
