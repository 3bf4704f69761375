package org.reprise.access;

import org.reprise.LocalizedMessage;
import org.reprise.message.VisibleText;

/** What people call a person, a token or an account. */
final class GivenName {
    private GivenName() {}

    /**
     * @return without blanks around it
     * @throws AccessRefused invalid, unless a page can show it
     */
    static String of(String given) {
        var name = given.strip();
        if (!VisibleText.isName(name)) {
            throw AccessRefused.invalid("name", LocalizedMessage.of("person.name", VisibleText.MAX_NAME_LENGTH));
        }
        return name;
    }
}
