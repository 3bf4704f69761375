package org.reprise.audience;

import java.text.Normalizer;
import org.reprise.LocalizedMessage;
import org.reprise.message.VisibleText;

/**
 * A word that people of an account put on contacts.
 *
 * @param name as {@link #named} makes it; no other tag of the account has it
 */
public record Tag(long id, long accountId, String name) {
    public static final int MAX_NAME = 60;

    /**
     * The name of a tag as it is stored: composed, without blanks around it. Commas and double quotes separate tags in
     * files and in what people type.
     *
     * @param member what is told to be wrong
     * @throws ContactRefused invalid: it is none
     */
    public static String named(String member, String text) {
        if (!isName(text)) {
            throw ContactRefused.invalid(member, flaw(text));
        }
        return normal(text);
    }

    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    static boolean isName(String text) {
        var name = normal(text);
        return VisibleText.isName(name)
                && !Text.isLongerThan(MAX_NAME, name)
                && name.indexOf(',') < 0
                && name.indexOf('"') < 0;
    }

    static LocalizedMessage flaw(String text) {
        return LocalizedMessage.of("tag.name", MAX_NAME, Text.quoted(text));
    }
}
