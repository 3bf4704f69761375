package org.reprise.audience;

import org.reprise.LocalizedMessage;
import org.reprise.Refused;

/** Something about segments that was refused; nothing was changed. What it says tells people what to do. */
public final class SegmentRefused extends Refused {
    private static final long serialVersionUID = 1;

    public enum Code {
        /** There is no such segment, or no longer. */
        UNKNOWN,
        /** What was asked for makes no sense. */
        INVALID,
        /** There is another one of that name, or as many as there may be. */
        CONFLICT,
        /** Somebody else changed it since it was read. */
        STALE
    }

    private final Code code;

    private SegmentRefused(Code code, String member, LocalizedMessage said) {
        super(member, said);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    public static SegmentRefused unknown(long id) {
        return new SegmentRefused(Code.UNKNOWN, null, LocalizedMessage.of("segment.unknown", String.valueOf(id)));
    }

    public static SegmentRefused invalid(String member, LocalizedMessage said) {
        return new SegmentRefused(Code.INVALID, member, said);
    }

    public static SegmentRefused conflict(LocalizedMessage said) {
        return new SegmentRefused(Code.CONFLICT, null, said);
    }

    public static SegmentRefused stale(Segment segment, int seen) {
        return new SegmentRefused(
                Code.STALE, null, LocalizedMessage.of("segment.stale", segment.name(), seen, segment.version()));
    }
}
