package org.reprise.message.template;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values that are numbers, as attributes have them. */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}+(?:\\.\\d{1,20}+)?+");

    private Numbers() {}

    /** Empty also of nothing. */
    static Optional<BigDecimal> read(String value) {
        return value != null && NUMBER.matcher(value).matches() ? Optional.of(new BigDecimal(value)) : Optional.empty();
    }
}
