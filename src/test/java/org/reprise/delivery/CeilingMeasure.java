package org.reprise.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.campaign.CampaignStatus;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/**
 * How many messages a second the engine claims, hands over and records when Telegram costs nothing. Prints figures; run
 * it with {@code mvn test -Dtest=CeilingMeasure}.
 */
class CeilingMeasure {
    private static final int PEOPLE = 200_000;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void messagesASecond(TestDatabase database) {
        for (int round = 0; round < 3; round++) {
            var telegram = new ScriptedTelegram(PEOPLE);
            try (var reprise = new TestReprise(database, telegram)) {
                long id = reprise.desk.create(aCampaign("Hello")).id();
                long begin = System.nanoTime();
                reprise.desk.start(id);
                TestReprise.await("all handed over", () -> telegram.handed.size() == PEOPLE);
                double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
                var campaign = reprise.awaitStatus(id, CampaignStatus.COMPLETED);
                assertThat(campaign.tally().sent()).isEqualTo(PEOPLE);
                System.out.printf("MEASURE %s: %,.0f messages/s%n", database, PEOPLE / seconds);
            }
        }
    }
}
