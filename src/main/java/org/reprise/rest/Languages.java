package org.reprise.rest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;

/** The language of a request, for answers with a sentence that people read: English unless it prefers German. */
final class Languages {
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

    private Languages() {}

    /**
     * @param header Accept-Language as it came, or null
     * @throws RequestRefused malformed header when it is no list of languages
     */
    static Locale preferred(String header) {
        if (header == null || header.isBlank()) {
            return Locale.ENGLISH;
        }
        try {
            var spoken = Locale.lookup(LanguageRange.parse(header), SPOKEN);
            return spoken == null ? Locale.ENGLISH : spoken;
        } catch (IllegalArgumentException e) {
            throw new RequestRefused(
                    ProblemCode.MALFORMED_HEADER, "Accept-Language is no list of languages, such as de, en;q=0.8");
        }
    }

    /** Whoever asks may be anywhere. */
    static String inWords(Instant time, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(time.atOffset(ZoneOffset.UTC))
                + " UTC";
    }
}
