package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reprise.audience.rule.RuleLine;

class RuleSaidTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "last_message within 1 day | newest message within 1 day | neueste Nachricht in den letzten 24 Stunden",
                "last_message within 2 days | newest message within 2 days | neueste Nachricht in den letzten 2 Tagen",
                "messaged within 1 days | got any campaign within 1 day"
                        + " | hat in den letzten 24 Stunden irgendeine Kampagne bekommen",
                "messaged within 7 days | got any campaign within 7 days"
                        + " | hat in den letzten 7 Tagen irgendeine Kampagne bekommen",
                "failed campaign 3 revision 2 because blocked"
                        + " | campaign 3 failed for them, revision 2 because they blocked the sender"
                        + " | Kampagne 3 ist fehlgeschlagen, Revision 2, weil sie den Absender blockiert haben",
            })
    void rulesAreSaidInBothLanguages(String line, String english, String german) {
        var said = new RuleSaid(Instant::toString)
                .of(RuleLine.read(line, ZoneOffset.UTC).whole());
        assertThat(said.in(Locale.ENGLISH)).isEqualToIgnoringCase(english);
        assertThat(said.in(Locale.GERMAN)).isEqualToIgnoringCase(german);
    }
}
