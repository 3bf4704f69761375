package org.reprise.rest;

import org.reprise.message.VisibleText;

/** Names in requests. */
final class Names {
    private Names() {}

    /**
     * @param what the member or parameter that holds the name
     * @throws RequestRefused invalid, unless both databases can hold it and a page can show it
     */
    static String check(String what, String name) {
        boolean unshowable = name.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (name.isBlank() || name.length() > VisibleText.MAX_NAME_LENGTH || unshowable) {
            throw RequestRefused.invalid(
                    what, what + " must be a name of 1 to 200 characters without control characters.");
        }
        return name;
    }
}
