package org.reprise.delivery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.TimeSource;
import org.reprise.access.Caller;
import org.reprise.access.Role;
import org.reprise.campaign.CampaignStatus;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class SentSinceTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @EnumSource
    void countsWhatTheAccountSentFromThatTimeOn(TestDatabase database) throws Exception {
        try (var reprise = new TestReprise(database, new ScriptedTelegram(5))) {
            long id = reprise.desk.create(aCampaign("Hello")).id();
            var sent = new SentSince(reprise.storage, reprise.caller, TimeSource.of(Clock.systemUTC()));
            reprise.start(id);
            reprise.awaitStatus(id, CampaignStatus.COMPLETED);
            var begin = Instant.now();
            assertThat(sent.of(begin.minus(HOUR))).isEqualTo(5);
            assertThat(sent.of(begin.plus(HOUR))).isZero();
            var other = new Caller(Caller.Kind.PERSON, 1L, "o@example.org", 2, Role.OWNER, 1L, Caller.Origin.UNKNOWN);
            assertThat(reprise.caller.during(other, () -> sent.of(begin.minus(HOUR))))
                    .isZero();
        }
    }
}
