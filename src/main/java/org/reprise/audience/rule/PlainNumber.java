package org.reprise.audience.rule;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers that attributes have and rules compare: those that both databases hold without loss, each in one form. */
public final class PlainNumber {
    public static final int MAX_DECIMALS = 6;

    private static final BigDecimal LARGEST = new BigDecimal("1e15");

    private PlainNumber() {}

    /** Empty: it is larger than 10^15, or has more decimals than {@value #MAX_DECIMALS}. */
    public static Optional<BigDecimal> of(BigDecimal number) {
        return Optional.of(number)
                .filter(any -> any.abs().compareTo(LARGEST) <= 0)
                .map(PlainNumber::plain)
                .filter(plain -> plain.scale() <= MAX_DECIMALS);
    }

    /** 3 and 3.0 are one number, and ten is no 1E+1. */
    static BigDecimal plain(BigDecimal number) {
        var stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
