package org.reprise.testing;

import org.reprise.access.Audit;
import org.reprise.access.CurrentCaller;
import org.reprise.storage.Storage;

/** The record of what was done, where nobody does anything. */
public final class TestAudit {
    private TestAudit() {}

    public static Audit of(Storage storage) {
        return new Audit(storage, new CurrentCaller(), TestTime.running());
    }
}
