package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reprise.testing.CampaignDrafts;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class ArchiveAndCloneTest {
    private final TestReprise reprise = new TestReprise(TestDatabase.SQLITE, new ScriptedTelegram(3).holdingReplies());
    private final long id = reprise.desk
            .create(CampaignDrafts.aCampaign("Hi")
                    .named("Old friends")
                    .limit(2)
                    .pace(Duration.ofMillis(50))
                    .draft())
            .id();

    @AfterEach
    void close() {
        reprise.close();
    }

    @Test
    void aRunningCampaignCannotBeArchived() {
        reprise.start(id);
        assertThatThrownBy(() -> reprise.desk.archive(id))
                .isInstanceOfSatisfying(
                        CampaignRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(CampaignRefused.Code.CONFLICT));
        assertThat(reprise.desk.find(id).times().archivedAt()).isNull();
    }

    @Test
    void archivingTwiceKeepsTheFirstTime() {
        var first = reprise.desk.archive(id).times().archivedAt();
        assertThat(first).isNotNull();
        assertThat(reprise.desk.archive(id).times().archivedAt()).isEqualTo(first);
        assertThat(reprise.desk.unarchive(id).times().archivedAt()).isNull();
    }

    @Test
    void startingAnArchivedCampaignBringsItBack() {
        reprise.desk.archive(id);
        assertThat(reprise.start(id).times().archivedAt()).isNull();
    }

    @Test
    void aCloneHasTheSettingsAndItsOwnLife() {
        reprise.start(id);
        var clone = reprise.desk.clone(id, "Copy");
        assertThat(clone.id()).isNotEqualTo(id);
        assertThat(clone.status()).isEqualTo(CampaignStatus.CREATED);
        assertThat(clone)
                .extracting(Campaign::name, campaign -> campaign.message().text(), Campaign::limit, Campaign::pace)
                .containsExactly("Copy", "Hi", 2L, Duration.ofMillis(50));
        assertThat(clone.tally().attempted()).isZero();
    }

    @Test
    void anEditRenamesAndABlankNameClears() {
        assertThat(reprise.desk.update(id, named(" Spring ")).name()).isEqualTo("Spring");
        assertThat(reprise.desk.update(id, CampaignEdits.ofText("Hey")).name()).isEqualTo("Spring");
        assertThat(reprise.desk.update(id, named(" ")).name()).isNull();
        assertThatThrownBy(() -> reprise.desk.update(id, named("x".repeat(201))))
                .isInstanceOf(CampaignRefused.class);
    }

    private static CampaignEdit named(String name) {
        return CampaignEdits.ofName(name);
    }
}
