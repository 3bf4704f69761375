package org.reprise.rest;

/** Integers in paths and queries. */
final class Integers {
    private Integers() {}

    /** @throws RequestRefused malformed, naming {@code what}, unless it is a 64-bit integer in plain digits */
    static long parse(String what, String text) {
        try {
            if (text != null && text.matches("-?[0-9]{1,19}")) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw RequestRefused.malformed(what + " must be a 64-bit integer");
    }

    static long campaignId(String text) {
        return parse("campaign id", text);
    }

    static Long parseOrNull(String what, String text) {
        return text == null ? null : Long.valueOf(parse(what, text));
    }

    /** @throws RequestRefused malformed; invalid when it is not 1 to {@code most} */
    static int pageSize(String text, int otherwise, int most) {
        long size = text == null ? otherwise : parse("limit", text);
        if (size < 1 || size > most) {
            throw RequestRefused.invalid("limit is " + size + "; it must be 1 to " + most + ".");
        }
        return (int) size;
    }
}
