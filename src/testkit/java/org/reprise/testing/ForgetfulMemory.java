package org.reprise.testing;

import org.reprise.restore.ClaimMemory;

/** Remembers nothing: for a database whose past nobody asks for. */
public final class ForgetfulMemory extends ClaimMemory {
    public ForgetfulMemory() {
        super(null);
    }

    @Override
    public void claimed(long campaign, long claims) {}

    @Override
    public void changed(long campaign, int changes) {}
}
