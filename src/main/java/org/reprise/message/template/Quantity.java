package org.reprise.message.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;

/** How much or how many, for people. */
final class Quantity {
    private static final int MAX_DECIMALS = 20;

    private Quantity() {}

    /** As it is when it is no number. */
    static String grouped(String value, Locale locale) {
        return Numbers.read(value)
                .map(number -> {
                    var format = NumberFormat.getNumberInstance(locale);
                    format.setMaximumFractionDigits(MAX_DECIMALS);
                    return format.format(number);
                })
                .orElse(value);
    }

    /** @param words for one and for others, or for one, a few and many */
    static String word(String value, List<String> words) {
        var number = Numbers.read(value).map(BigDecimal::abs).orElse(BigDecimal.TEN);
        if (words.size() == 2) {
            return words.get(number.compareTo(BigDecimal.ONE) == 0 ? 0 : 1);
        }
        return words.get(isWhole(number) ? slavic(number.toBigInteger()) : 1);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static int slavic(BigInteger number) {
        int lastTwo = number.mod(BigInteger.valueOf(100)).intValue();
        int last = lastTwo % 10;
        if (lastTwo > 10 && lastTwo < 20 || last == 0 || last > 4) {
            return 2;
        }
        return last == 1 ? 0 : 1;
    }
}
