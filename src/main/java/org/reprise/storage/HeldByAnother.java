package org.reprise.storage;

/** Another server works on the database, or in the data directory. It is waited for: ask again every second or two. */
public final class HeldByAnother extends RuntimeException {
    /** @param words say who, for operators */
    public HeldByAnother(String words) {
        super(words);
    }

    /** @param what such as {@code this database} */
    static HeldByAnother by(Holder holder, String what) {
        return new HeldByAnother("Another Reprise has " + what + ": " + holder.words()
                + ". This one waits, and takes over when that one has ended.");
    }
}
