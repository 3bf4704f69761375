package org.reprise.message;

import org.reprise.LocalizedMessage;

/** A message that Telegram or the database would refuse. */
public final class MessageRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String member;
    private final transient LocalizedMessage said;

    /** @param member what of the message is wrong, as requests name it: {@code attachment/url} */
    MessageRefused(String member, LocalizedMessage said) {
        super(said.toString());
        this.member = member;
        this.said = said;
    }

    public String member() {
        return member;
    }

    /** What is wrong with it, in words for operators. */
    public LocalizedMessage said() {
        return said;
    }
}
