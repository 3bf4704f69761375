package org.reprise.audience;

import org.reprise.LocalizedMessage;
import org.reprise.Refused;

/**
 * Something about a contact, or about the attributes and tags that are kept of contacts, that was refused; nothing was
 * changed. What it says tells people what to do.
 */
public final class ContactRefused extends Refused {
    private static final long serialVersionUID = 1;

    public enum Code {
        /** There is no such contact, attribute or tag, or no longer. */
        UNKNOWN,
        /** What was asked for makes no sense. */
        INVALID,
        /** The state forbids it, such as another attribute of that name. */
        CONFLICT
    }

    private final Code code;

    private ContactRefused(Code code, String member, LocalizedMessage said) {
        super(member, said);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    public static ContactRefused unknown(LocalizedMessage said) {
        return new ContactRefused(Code.UNKNOWN, null, said);
    }

    /** @param member as the HTTP contract names it */
    public static ContactRefused invalid(String member, LocalizedMessage said) {
        return new ContactRefused(Code.INVALID, member, said);
    }

    public static ContactRefused conflict(LocalizedMessage said) {
        return new ContactRefused(Code.CONFLICT, null, said);
    }
}
