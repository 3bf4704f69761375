package org.reprise.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "BOT, BOTAPI, -, false, 28",
                "BOT, BOTAPI, 1000, false, 28",
                "BOT, BOTAPI, 1000, true, 970",
                "BOT, TDLIB, 5, true, 5",
                "USER, TDLIB, 0.5, false, 0.5",
                "USER, TDLIB, -, false, Infinity"
            })
    void aSessionIsExpectedToSendWhatItIsSetToAndTelegramAllows(
            Session.Kind kind, Session.Via via, Double rate, boolean pays, double expected) {
        var session = new Session(1, 1, "shop", kind, via, null, rate, pays);
        assertThat(session.expectedRate()).isEqualTo(expected);
        if (rate != null) {
            assertThat(Pace.of(session, rate).holds()).isEqualTo(expected);
        }
    }
}
