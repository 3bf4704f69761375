package org.reprise.rest;

/** Integers in paths and queries. */
final class Integers {
    private Integers() {}

    static long campaignId(String text) {
        return inPath("campaign id", text);
    }

    /** @throws RequestRefused malformed path unless it is a number from 1 on, as Telegram gives to people */
    static long userId(String text) {
        long user = inPath("user id", text);
        if (user < 1) {
            throw new RequestRefused(ProblemCode.MALFORMED_PATH, "user id is " + user + "; it must be at least 1.");
        }
        return user;
    }

    /** @throws RequestRefused malformed path, naming {@code what}, unless it is a 64-bit integer in plain digits */
    static long inPath(String what, String text) {
        return parse(ProblemCode.MALFORMED_PATH, what, text);
    }

    /** Null where the query does not name it. */
    static Long inQuery(String what, String text) {
        return text == null ? null : Long.valueOf(parse(ProblemCode.MALFORMED_PARAMETER, what, text));
    }

    private static long parse(ProblemCode code, String what, String text) {
        try {
            if (text.matches("-?[0-9]{1,19}")) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new RequestRefused(code, what + " must be a 64-bit integer");
    }

    /** @throws RequestRefused malformed; invalid when it is not 1 to {@code most} */
    static int pageSize(String text, int otherwise, int most) {
        long size = text == null ? otherwise : inQuery("limit", text);
        if (size < 1 || size > most) {
            throw new RequestRefused(ProblemCode.INVALID, "limit is " + size + "; it must be 1 to " + most + ".");
        }
        return (int) size;
    }
}
