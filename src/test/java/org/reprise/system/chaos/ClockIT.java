package org.reprise.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;
import org.reprise.testing.fakebot.Fault;

/** Somebody sets the clock while messages are on their way. */
class ClockIT {
    private static final int RECIPIENTS = 2_000;

    @Test
    void nobodyIsInDoubtBecauseTheClockWasTurned() throws Exception {
        try (var installation = new Installation(TestDatabase.SQLITE, RECIPIENTS)) {
            assumeTrue(installation.surroundings.clock().isPresent(), "no C compiler");
            // so that there are always many on their way
            installation.telegram.meets(Fault.late(1_000));
            var campaign =
                    new CampaignUnderFire(installation, installation.bots().get(0));
            campaign.start();
            for (int hours : List.of(1, -1, 48, -48, 0)) {
                TestReprise.await("replies", () -> campaign.processed() > 0);
                Thread.sleep(1_000);
                installation.turnClockTo(Duration.ofHours(hours));
            }
            TestReprise.await("the end", campaign::isCompleted);
            var status = installation.client.status(campaign.id);
            assertThat(status.getInt("sent_count")).isEqualTo(RECIPIENTS);
            assertThat(status.getInt("uncertain_count")).isZero();
            assertThat(installation.telegram.count()).isEqualTo(RECIPIENTS);
        }
    }
}
