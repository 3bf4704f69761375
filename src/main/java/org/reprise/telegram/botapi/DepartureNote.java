package org.reprise.telegram.botapi;

/** What is noted of one message while it goes to Telegram. */
interface DepartureNote {
    /** Of what is no message, or nobody's to recall. */
    DepartureNote NONE = unnoted(0);

    /** By which it can be recalled; 0: by nothing. */
    long reference();

    /**
     * Its first byte is about to leave; noted when this returns.
     *
     * @return false: it must not leave
     */
    boolean leaves();

    /** What became of it; comes before anybody else is told. */
    void answered(Reply reply);

    /** Nothing is noted. */
    static DepartureNote unnoted(long reference) {
        return new DepartureNote() {
            @Override
            public long reference() {
                return reference;
            }

            @Override
            public boolean leaves() {
                return true;
            }

            @Override
            public void answered(Reply reply) {}
        };
    }
}
