package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoughNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "192, 190, 190",
        "4567, '4,600', 4.600",
        "344999, '340,000', 340.000",
        "996000, 1 million, 1 Million",
        "1249999, 1.2 million, '1,2 Millionen'",
        "9960000, 10 million, 10 Millionen",
        "12345678, 12 million, 12 Millionen",
        "1500000000, '1,500 million', 1.500 Millionen"
    })
    void twoDigitsAsTheLanguageWritesThem(long number, String english, String german) {
        assertThat(RoughNumber.of(number, Locale.ENGLISH)).isEqualTo(english);
        assertThat(RoughNumber.of(number, Locale.GERMAN)).isEqualTo(german);
    }
}
