package org.reprise.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;
import org.reprise.testing.fakebot.Fault;

/** Somebody sets the clock while messages are on their way. */
class ClockIT {
    private static final int RECIPIENTS = 2_000;

    @Test
    void nobodyIsInDoubtNorARequestCutShortBecauseTheClockWasTurned() throws Exception {
        try (var installation = new Installation(TestDatabase.SQLITE, RECIPIENTS)) {
            assumeTrue(installation.surroundings.clock().isPresent(), "no C compiler");
            // so that there are always many on their way
            installation.telegram.meets(Fault.late(1_000));
            var campaign =
                    new CampaignUnderFire(installation, installation.bots().get(0));
            campaign.start();
            var upload = CompletableFuture.supplyAsync(() -> upload(installation));
            // until then a busy server has begun to read it; a connection that idles is closed when the clock is turned
            Thread.sleep(3_000);
            for (int hours : List.of(1, -1, 48, -48, 0)) {
                TestReprise.await("replies", () -> campaign.processed() > 0);
                Thread.sleep(1_000);
                installation.turnClockTo(Duration.ofHours(hours));
            }
            assertThat(upload.get()).as("an upload on its way meanwhile").isEqualTo(200);
            TestReprise.await("the end", campaign::isCompleted);
            var status = installation.client.status(campaign.id);
            assertThat(status.getInt("sent_count")).isEqualTo(RECIPIENTS);
            assertThat(status.getInt("uncertain_count")).isZero();
            assertThat(installation.telegram.count()).isEqualTo(RECIPIENTS);
        }
    }

    /** Ten seconds long. */
    private static int upload(Installation installation) {
        var row = "user_id,last_message_at\n1000000001,2026-02-03T04:05:06Z\n".getBytes(StandardCharsets.US_ASCII);
        var slowly = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(row) {
            @Override
            public int read(byte[] into, int from, int most) {
                LockSupport.parkNanos(700_000_000);
                return super.read(into, from, Math.min(most, 4));
            }
        });
        return new RepriseClient(installation.server.baseUri())
                .exchange("POST", "/contacts/import?session=bot-1", "text/csv", slowly)
                .statusCode();
    }
}
