package org.reprise.audience;

import org.reprise.LocalizedMessage;
import org.reprise.Refused;

/** Something about categories that was refused; nothing was changed. What it says tells people what to do. */
public final class CategoryRefused extends Refused {
    private static final long serialVersionUID = 1;

    public enum Code {
        /** There is no such category, or no longer. */
        UNKNOWN,
        /** What was asked for makes no sense. */
        INVALID,
        /** The state forbids it, such as another category of that name. */
        CONFLICT
    }

    private final Code code;

    private CategoryRefused(Code code, String member, LocalizedMessage said) {
        super(member, said);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    public static CategoryRefused unknown(long id) {
        return new CategoryRefused(Code.UNKNOWN, null, LocalizedMessage.of("category.unknown", String.valueOf(id)));
    }

    static CategoryRefused invalid(String member, LocalizedMessage said) {
        return new CategoryRefused(Code.INVALID, member, said);
    }

    public static CategoryRefused conflict(LocalizedMessage said) {
        return new CategoryRefused(Code.CONFLICT, null, said);
    }
}
