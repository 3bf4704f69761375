package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.CampaignDrafts.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.telegram.SendOutcome;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** What memory tells of a campaign is what storage has, and it tells it without storage. */
class RecentActivityTest {
    private TestReprise reprise;

    @AfterEach
    void close() {
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void afterEveryStepMemoryHasWhatStorageHas(TestDatabase database) {
        var telegram = new ScriptedTelegram(10)
                .answering(message -> message.recipient() % 3 == 0
                        ? new SendOutcome.Unknown(SendOutcome.LostReply.NO_REPLY_IN_TIME)
                        : new SendOutcome.Sent());
        reprise = new TestReprise(database, telegram);
        long id = reprise.desk.create(aCampaign("Hello").draft()).id();
        assertSame(id, 1);
        for (int i = 0; i < 12; i++) {
            reprise.desk.update(id, CampaignEdits.ofText("Hello " + i));
            assertSame(id, Math.min(RecentActivity.SIZE, i + 2));
        }
        reprise.start(id);
        // memory learns of it after storage
        await("it ends", () -> reprise.registry.find(id).orElseThrow().status() == CampaignStatus.COMPLETED);
        assertSame(id, RecentActivity.SIZE);
        reprise.uncertain.countAsSent(id, 3);
        assertSame(id, RecentActivity.SIZE);
        reprise.desk.archive(id);
        reprise.desk.archive(id);
        assertSame(id, RecentActivity.SIZE);
        reprise.campaigns.noteAccepted(id);
        assertSame(id, RecentActivity.SIZE);
    }

    private void assertSame(long id, int size) {
        var campaign = reprise.desk.find(id);
        assertThat(reprise.campaigns.newestActivity(campaign))
                .hasSize(size)
                .isEqualTo(reprise.campaigns.activity(id, RecentActivity.SIZE));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatAStartRecalledIsToldWithoutTheDatabase(TestDatabase database) {
        reprise = new TestReprise(database, new ScriptedTelegram(3));
        var first = reprise.desk.create(aCampaign("Hello").draft());
        var second = reprise.desk.create(aCampaign("Hello").draft());
        reprise.desk.update(second.id(), CampaignEdits.ofText("Hi"));
        var restarted = new Campaigns(
                reprise.storage,
                reprise.memory,
                new RecentActivity(),
                reprise.audit,
                Clock.systemUTC(),
                reprise.caller);
        var stored = restarted.all();
        restarted.recallActivity(stored);
        var kept = List.of(
                restarted.activity(first.id(), RecentActivity.SIZE),
                restarted.activity(second.id(), RecentActivity.SIZE));
        reprise.close();
        assertThat(stored.stream()
                        .sorted(Comparator.comparing(Campaign::id))
                        .map(restarted::newestActivity)
                        .toList())
                .isEqualTo(kept);
    }
}
