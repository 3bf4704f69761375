package org.reprise.ui;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** A number of which only the first two digits are worth something. */
final class RoughNumber {
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private RoughNumber() {}

    /**
     * Like {@code 340,000} and {@code 1.2 million}, as the language writes them. Java's own compact numbers do not know
     * that 1.2 of them are several in German.
     */
    static String of(long number, Locale locale) {
        var rounded = BigDecimal.valueOf(number).round(TWO_DIGITS);
        if (rounded.compareTo(MILLION) < 0) {
            return String.format(locale, "%,d", rounded.longValue());
        }
        var millions = rounded.movePointLeft(6);
        var key = millions.compareTo(BigDecimal.ONE) == 0 ? "count.million" : "count.millions";
        var pattern = ResourceBundle.getBundle(Words.BUNDLE, locale).getString(key);
        return new MessageFormat(pattern, locale).format(new Object[] {millions});
    }
}
