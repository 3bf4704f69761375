package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reprise.campaign.Campaign;
import org.reprise.delivery.ledger.Tally;
import org.reprise.progress.Progress;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class CampaignRowTest {
    private final TestReprise reprise =
            new TestReprise(TestDatabase.SQLITE, new ScriptedTelegram(100).holdingReplies());
    private final Campaign draft = reprise.desk.create(TestReprise.aCampaign("Hi", 40));

    @AfterEach
    void close() {
        reprise.close();
    }

    @Test
    void countsWhoWouldStillGetTheNewestText() {
        assertThat(row(draft, new Tally(2, 8, 1, 1)).remaining()).isEqualTo(28);
        assertThat(row(draft, new Tally(0, 100, 0, 0)).remaining()).isZero();
    }

    @Test
    void saysHowLongItTakesOnlyWhileItSends() {
        var running = reprise.start(draft.id());
        assertThat(row(running, new Tally(0, 10, 0, 0)).timeLeft()).isEqualTo(Duration.ofSeconds(31));
        assertThat(row(draft, new Tally(0, 10, 0, 0)).timeLeft()).isNull();
    }

    @Test
    void offersTheVerbsThatTheStateAllows() {
        assertThat(Verb.values())
                .filteredOn(row(draft, Tally.NOTHING)::can)
                .containsExactly(Verb.START, Verb.ARCHIVE, Verb.DELETE);
        var running = reprise.start(draft.id());
        assertThat(Verb.values()).filteredOn(row(running, Tally.NOTHING)::can).containsExactly(Verb.STOP);
        reprise.desk.stop(draft.id());
        var archived = reprise.desk.archive(draft.id());
        assertThat(Verb.values())
                .filteredOn(row(archived, Tally.NOTHING)::can)
                .containsExactly(Verb.RESUME, Verb.UNARCHIVE);
    }

    @Test
    void aWaitIsShownOnlyWhileTheCampaignRuns() {
        var waiting = new Progress(Tally.NOTHING, 0, false, null, WaitCause.FLOOD_WAIT, Instant.EPOCH, null);
        assertThat(CampaignRow.of(draft, waiting).state()).isEqualTo("created");
        assertThat(CampaignRow.of(reprise.start(draft.id()), waiting).state()).isEqualTo("waiting");
    }

    /** Released recipients are counted no more: fewer may be newer. */
    @Test
    void ofTwoCountsTheNewerOneIsShown() {
        var released = new Campaign(
                draft.id(),
                draft.settings(),
                draft.versions(),
                draft.lifecycle(),
                draft.audienceSize(),
                new Tally(0, 8, 0, 0, 7));
        assertThat(row(released, new Tally(0, 8, 0, 2, 6)).remaining()).isEqualTo(32);
        assertThat(row(released, new Tally(0, 9, 0, 0, 8)).remaining()).isEqualTo(31);
    }

    private static CampaignRow row(Campaign campaign, Tally tally) {
        return CampaignRow.of(campaign, new Progress(tally, 60, true, null, null, null, null));
    }
}
