package org.reprise;

import java.util.Optional;

/** Something that was asked for and not done: nothing was changed. What it says tells people what to do. */
public abstract class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String member;
    private final transient LocalizedMessage said;

    /** @param member as {@link #member()}; null for none */
    protected Refused(String member, LocalizedMessage said) {
        super(said.toString());
        this.member = member;
        this.said = said;
    }

    /** What it is about, as the HTTP contract names members: {@code name}, {@code attachment/url}. */
    public final Optional<String> member() {
        return Optional.ofNullable(member);
    }

    /** The message, for a page in another language than English. */
    public final LocalizedMessage said() {
        return said;
    }
}
