package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.aCampaign;

import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.ContactsChanged;
import org.reprise.audience.LeftOut;
import org.reprise.audience.LeftOut.Cause;
import org.reprise.audience.Targeting;
import org.reprise.audience.rule.RuleLine;
import org.reprise.testing.FlakyDatabase;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class AudienceSizesTest {
    private TestReprise reprise;

    @AfterEach
    void close() {
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anImportIsSeenInTheTotalsOfItsSessionsCampaigns(TestDatabase database) {
        reprise = new TestReprise(database, new ScriptedTelegram(3));
        var draft = reprise.desk.create(aCampaign("Hello"));
        assertThat(totalOf(draft.id())).isEqualTo(3);
        reprise.importCsv(draft.session(), "user_id\n3\n4\n5\n");
        assertThat(totalOf(draft.id())).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCompletedCampaignKeepsWhatItSetOutToReachUntilItIsResumed(TestDatabase database) {
        reprise = new TestReprise(database, new ScriptedTelegram(3));
        var campaign = reprise.desk.create(aCampaign("Hello"));
        reprise.start(campaign.id());
        reprise.awaitStatus(campaign.id(), CampaignStatus.COMPLETED);
        reprise.importCsv(campaign.session(), "user_id\n4\n5\n");
        assertThat(totalOf(campaign.id())).isEqualTo(3);
        reprise.resume(campaign.id());
        reprise.awaitStatus(campaign.id(), CampaignStatus.COMPLETED);
        assertThat(reprise.ledger.tally(campaign.id()).sent()).isEqualTo(5);
    }

    /** Of those it has reached it says nothing else: they were among those it set out to reach. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoIsLeftOutInTheMiddleOfARunIsNoLongerAmongThoseItSetsOutToReach(TestDatabase database) {
        var telegram = new ScriptedTelegram(10).holdingReplies().atRate(4);
        reprise = new TestReprise(database, telegram);
        var campaign = reprise.desk.create(aCampaign("Hello"));
        reprise.start(campaign.id());
        TestReprise.await("the first is written to", () -> telegram.open.size() == 1);
        long first = telegram.recipients().get(0);
        reprise.optOuts.leaveOut(1, first, Cause.DEACTIVATED);
        reprise.optOuts.leaveOut(1, 9, Cause.DEACTIVATED);
        reprise.optOuts.leaveOut(1, 10, Cause.BLOCKED);
        reprise.tell(new ContactsChanged(campaign.session()));
        assertThat(totalOf(campaign.id())).isEqualTo(8);
        assertThat(reprise.audienceSizes.leftOut(reprise.desk.find(campaign.id())))
                .isEqualTo(new LeftOut(Map.of(Cause.DEACTIVATED, 1L, Cause.BLOCKED, 1L)));
        reprise.desk.stop(campaign.id());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theNextContactIsOneWhomTheTargetingSelects(TestDatabase database) {
        reprise = new TestReprise(database, new ScriptedTelegram(3));
        var session = reprise.desk.create(aCampaign("Hello")).session().name();
        assertThat(next(session, "first_name is \"Person 2\"", 0)).hasValue(2);
        assertThat(next(session, "first_name is \"Person 2\"", 2)).isEmpty();
        assertThatThrownBy(() -> next(session, "segment \"of nobody\"", 0))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("of nobody");
        assertThatThrownBy(() -> next("never opened", "not nobody", 0)).isInstanceOf(CampaignRefused.class);
        assertThat(reprise.sessions.find("never opened")).isEmpty();
    }

    private OptionalLong next(String session, String rule, long after) {
        var targeting = Targeting.EVERYBODY.with(RuleLine.read(rule, ZoneOffset.UTC));
        return reprise.audienceSizes.next(session, 1, targeting, after);
    }

    /** Else the request fails, and makes a second campaign when it is repeated. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCampaignIsCountedBeforeItIsThere(TestDatabase database) {
        var faults = new FlakyDatabase(1, 1);
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        reprise = new TestReprise(settings, new ScriptedTelegram(3), faults);
        var desk = reprise.deskOn(new CampaignStore(
                reprise.campaigns, reprise.registry, event -> faults.arm(event instanceof CampaignChanged)));
        assertThat(desk.create(aCampaign("Hello")).audienceSize()).isEqualTo(3);
    }

    private long totalOf(long id) {
        return reprise.desk.find(id).totalRecipients(reprise.ledger.tally(id));
    }
}
