package org.reprise.audience;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What Reprise itself answers to people, in their language; English for those it does not speak. */
final class Answers {
    private static final String BUNDLE = "org.reprise.audience.answers";
    private static final Control ENGLISH_OTHERWISE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private Answers() {}

    /** @param language as Telegram writes it, such as {@code pt-br}; or null */
    static String optedOut(String language) {
        var locale = Locale.forLanguageTag(language == null ? "" : language);
        return ResourceBundle.getBundle(BUNDLE, locale, ENGLISH_OTHERWISE).getString("opted-out");
    }
}
