package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.CampaignDrafts.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.access.Caller;
import org.reprise.access.Role;
import org.reprise.campaign.CampaignList.Filter;
import org.reprise.campaign.CampaignList.Order;
import org.reprise.campaign.CampaignService.Replacing;
import org.reprise.delivery.ledger.DeliveryCounts;
import org.reprise.delivery.ledger.EligibilityReader;
import org.reprise.restore.Confirmation;
import org.reprise.restore.Doubt;
import org.reprise.telegram.Session;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** What is another account's is, to a caller, as if it were not there. */
class AccountScopeTest {
    private static final Caller OURS = person(1);
    private static final Caller THEIRS = person(2);

    private TestReprise reprise;
    private Session ourSession;
    private Session theirSession;
    private long ours;
    private long theirs;

    private static Caller person(long account) {
        return new Caller(
                Caller.Kind.PERSON,
                10 + account,
                account + "@example.org",
                account,
                Role.OWNER,
                100 + account,
                Caller.Origin.UNKNOWN);
    }

    private void start(TestDatabase database) {
        reprise = new TestReprise(database, new ScriptedTelegram(3));
        ourSession = reprise.sessions.named("demo", 1);
        theirSession = reprise.sessions.named("demo", 2);
        ours = reprise.desk.create(aCampaign("Ours").draft()).id();
        theirs = reprise.desk.create(aCampaign("Theirs").of(2).draft()).id();
    }

    @AfterEach
    void stop() {
        reprise.close();
    }

    private <T> T as(Caller who, Callable<T> work) {
        try {
            return reprise.caller.during(who, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theirCampaignsAreNeitherListedNorFound(TestDatabase database) {
        start(database);
        var list = new CampaignList(reprise.storage, reprise.caller);
        assertThat(as(OURS, () -> list.page(Filter.ALL, Order.ID, false, 0, 9)))
                .extracting(Campaign::id)
                .containsExactly(ours);
        assertThat(as(OURS, () -> list.count(Filter.ALL))).isEqualTo(1);
        assertThat(as(OURS, () -> list.count(new Filter("Theirs", null, null, true))))
                .isZero();
        assertThat(as(OURS, () -> list.count(new Filter(null, null, theirSession.id(), true))))
                .isZero();
        for (Long account : new Long[] {null, 2L}) {
            assertThat(as(OURS, () -> reprise.campaigns.page(account, null, Campaigns.Cursor.START, 9)))
                    .extracting(Campaign::id)
                    .doesNotContain(theirs);
        }
        assertThat(as(THEIRS, () -> reprise.campaigns.find(ours))).isEmpty();
        assertThat(as(THEIRS, () -> reprise.campaigns.find(theirs))).isPresent();
        assertThat(reprise.campaigns.all()).extracting(Campaign::id).containsExactly(ours, theirs);
    }

    @ParameterizedTest
    @EnumSource
    void everyUseCaseRefusesTheirsAsItRefusesWhatIsNotThere(TestDatabase database) {
        start(database);
        var snapshots = new CampaignSnapshots(reprise.storage, reprise.campaigns, new DeliveryCounts(reprise.storage));
        var why = new WhyService(reprise.campaigns, new EligibilityReader(reprise.storage, reprise.recent));
        var reached = new ReachedService(reprise.store, null, reprise.ledger, reprise.audit, reprise.quotas);
        List<LongConsumer> useCases = List.of(
                reprise.desk::find,
                id -> reprise.desk.start(id, Confirmation.NONE),
                id -> reprise.desk.resume(id, Confirmation.NONE),
                reprise.desk::stop,
                id -> reprise.desk.clone(id, "Copy"),
                reprise.desk::archive,
                reprise.desk::unarchive,
                id -> reprise.desk.delete(id, null),
                id -> reprise.desk.update(id, CampaignEdits.ofText("Taken over")),
                id -> reprise.uncertain.countAsSent(id, 1),
                id -> reprise.uncertain.sendAgain(id, 1),
                id -> reprise.uncertain.countOneAsSent(id, 7),
                id -> reprise.uncertain.sendOneAgain(id, 7),
                reprise.retries::retryable,
                id -> reprise.retries.retry(id, 1),
                id -> why.why(id, 7),
                id -> reached.record(id, 7),
                id -> record(reached, id),
                snapshots::of);
        var before = reprise.campaigns.find(theirs).orElseThrow();
        for (var useCase : useCases) {
            var unknown = refusal(useCase, 999);
            assertThat(refusal(useCase, theirs)).hasSameClassAs(unknown).hasMessage(unknown.getMessage());
        }
        assertThat(reprise.campaigns.find(theirs)).contains(before);
        assertThat(reprise.ledger.tally(theirs).sent()).isZero();
    }

    private static void record(ReachedService reached, long id) {
        try {
            reached.record(id, new ByteArrayInputStream(new byte[0]), null);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private CampaignRefused refusal(LongConsumer useCase, long id) {
        try {
            as(OURS, () -> {
                useCase.accept(id);
                return null;
            });
        } catch (CampaignRefused refused) {
            assertThat(refused.code()).isEqualTo(CampaignRefused.Code.UNKNOWN);
            return refused;
        }
        throw new AssertionError("not refused for campaign " + id);
    }

    /** Memory knows all campaigns, and so do runs. */
    @ParameterizedTest
    @EnumSource
    void theirRunIsNotHeldUpByAnybodyWhoDoesNotSeeIt(TestDatabase database) {
        start(database);
        as(THEIRS, () -> reprise.desk.start(theirs, Confirmation.NONE));
        reprise.awaitStatus(theirs, CampaignStatus.COMPLETED);
        assertThat(refusal(reprise.desk::find, theirs)).hasMessage("Campaign data not found");
        await(
                "what was sent is counted",
                () -> reprise.campaigns.find(theirs).orElseThrow().tally().sent() == 3);
    }

    @ParameterizedTest
    @EnumSource
    void aNumberThatIsTheirsIsTakenAndNothingMoreIsTold(TestDatabase database) {
        start(database);
        for (var replacing : Replacing.values()) {
            assertThatThrownBy(() -> as(
                            OURS,
                            () -> reprise.desk.execute(
                                    theirs, aCampaign("Mine now").draft(), replacing, Confirmation.NONE)))
                    .isInstanceOf(CampaignRefused.class)
                    .hasMessage("Campaign number " + theirs + " is taken; choose another.");
        }
        as(THEIRS, () -> reprise.desk.start(theirs, Confirmation.NONE));
        assertThatThrownBy(() -> as(
                        OURS,
                        () -> reprise.desk.execute(
                                theirs, aCampaign("Mine now").draft(), Replacing.ASKED_FOR, Confirmation.NONE)))
                .hasMessageContaining("is taken");
        assertThat(as(OURS, () -> reprise.desk.create(aCampaign("Next").draft()))
                        .id())
                .as("ids are given out past theirs")
                .isGreaterThan(theirs);
    }

    @ParameterizedTest
    @EnumSource
    void aNameMeansTheCallersOwnSession(TestDatabase database) {
        start(database);
        assertThat(ourSession.id()).isNotEqualTo(theirSession.id());
        assertThat(as(OURS, () -> reprise.sessions.find("demo"))).contains(ourSession);
        assertThat(as(THEIRS, () -> reprise.sessions.find("demo"))).contains(theirSession);
        assertThat(as(THEIRS, () -> reprise.sessions.forImport("demo"))).isEqualTo(theirSession);
        assertThat(as(THEIRS, () -> reprise.sessions.forImport("new")).accountId())
                .isEqualTo(2);
        assertThat(as(THEIRS, () -> reprise.sessions.all()))
                .extracting(Session::name)
                .containsExactly("demo", "new");
        assertThat(as(OURS, () -> reprise.sessions.find(theirSession.id()))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoeverIsAtTheMachineMeansTheFirstAccountOrElseTheOnlyOneOfThatName(TestDatabase database) {
        start(database);
        var local = Caller.local(Caller.Origin.UNKNOWN);
        reprise.sessions.named("second", 2);
        reprise.sessions.named("both", 2);
        reprise.sessions.named("both", 3);
        assertThat(as(local, () -> reprise.sessions.find("demo"))).contains(ourSession);
        assertThat(as(local, () -> reprise.sessions.accountOf("demo"))).isEqualTo(1);
        assertThat(as(local, () -> reprise.sessions.accountOf("second"))).isEqualTo(2);
        assertThat(as(local, () -> reprise.sessions.find("both"))).isEmpty();
        assertThat(as(local, () -> reprise.sessions.accountOf("both"))).isEqualTo(1);
        assertThat(as(local, () -> reprise.campaigns.find(theirs))).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aCampaignIsOfItsSessionsAccount(TestDatabase database) {
        start(database);
        assertThatThrownBy(() -> reprise.desk.update(ours, CampaignEdit.NOTHING.account(2)))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("Session demo is of another account");
        var moved = reprise.desk.update(ours, CampaignEdit.NOTHING.account(2).session("demo"));
        assertThat(moved.accountId()).isEqualTo(2);
        assertThat(moved.session()).isEqualTo(theirSession);
        assertThat(as(OURS, () -> reprise.campaigns.find(ours))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatARestoreLeftOpenIsSeenByItsAccountAndDecidedByTheFirst(TestDatabase database) {
        start(database);
        long lost = 4711;
        for (var campaign : List.of(ours, theirs, lost)) {
            reprise.storage.write(handle -> handle.execute(
                    "insert into maybe_reached (campaign_id, people, noticed_at) values (?, 5, 1)", campaign));
        }
        var ourViewer = new Caller(Caller.Kind.TOKEN, 9L, "viewer", 1, Role.VIEWER, null, Caller.Origin.UNKNOWN);
        assertThat(doubts(OURS)).as("who decides").containsExactly(ours, theirs, lost);
        assertThat(doubts(ourViewer)).containsExactly(ours, lost);
        assertThat(doubts(THEIRS)).containsExactly(theirs);
        var restore = new RestoreService(reprise.maybeReached, reprise.campaigns, reprise.audit, reprise.caller);
        assertThat(as(OURS, restore::concerned))
                .extracting(concerned -> concerned.campaign().map(Campaign::id).orElse(null))
                .containsExactly(ours, null, null);
        assertThatThrownBy(() -> as(THEIRS, () -> {
                    restore.accept(1);
                    return null;
                }))
                .hasMessageContaining("owners of the first one decide");
        assertThatThrownBy(() -> as(
                        THEIRS,
                        () -> reprise.desk.execute(
                                lost, aCampaign("Mine now").of(2).draft(), Replacing.REFUSED, Confirmation.NONE)))
                .hasMessageContaining("is taken");
        as(OURS, () -> {
            restore.accept(3);
            return null;
        });
        assertThat(reprise.campaigns.activity(theirs, 1)).isNotEmpty();
        assertThat(reprise.maybeReached.all()).isEmpty();
    }

    private List<Long> doubts(Caller who) {
        return as(who, reprise.maybeReached::all).stream().map(Doubt::campaign).toList();
    }

    @ParameterizedTest
    @EnumSource
    void somebodyWhoDidNotSignInSeesNothing(TestDatabase database) {
        start(database);
        var nobody = Caller.nobody(Caller.Origin.UNKNOWN);
        assertThat(as(nobody, () -> reprise.sessions.all())).isEmpty();
        assertThat(as(nobody, () -> reprise.campaigns.page(null, null, Campaigns.Cursor.START, 9)))
                .isEmpty();
        assertThat(as(nobody, () -> reprise.campaigns.find(ours))).isEmpty();
    }
}
