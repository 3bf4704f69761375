package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"de", "de-AT, en;q=0.5", "fr, de;q=0.3", "en;q=0.1,de-DE;q=0.9"})
    void germanIsSpokenToWhoPrefersIt(String header) {
        assertThat(Languages.preferred(header)).isEqualTo(Locale.GERMAN);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "*", "en-GB", "fr", "en, de;q=0.9", "tlh"})
    void englishIsSpokenToEverybodyElse(String header) {
        assertThat(Languages.preferred(header)).isEqualTo(Locale.ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de;q=9", "de_DE", "<b>", "de;q=x"})
    void whatIsNoListOfLanguagesIsRefusedByName(String header) {
        assertThatThrownBy(() -> Languages.preferred(header))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("Accept-Language");
    }
}
