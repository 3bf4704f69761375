package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.reprise.testing.CampaignDrafts.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.TimeSource;
import org.reprise.audience.LeftOut;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.PersonDeliveries;
import org.reprise.delivery.ledger.Tally;
import org.reprise.delivery.report.SentSince;
import org.reprise.storage.Ownership;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;
import org.reprise.testing.TestTime;

/** Who is erased is not written to any more, and who was written to is not written to twice for it. */
class ContactRecordServiceTest {
    private TestReprise reprise;
    private ScriptedTelegram telegram;
    private ContactRecordService records;
    private Session demo;

    @AfterEach
    void close() {
        reprise.close();
    }

    private void open(TestDatabase database, ScriptedTelegram world) {
        telegram = world;
        reprise = new TestReprise(database, telegram);
        records = new ContactRecordService(
                new ContactRecordService.Stored(
                        reprise.contacts, reprise.optOuts, new PersonDeliveries(reprise.storage), reprise.received),
                new Gateways(List.of(telegram), Ownership.UNSHARED),
                reprise.quotas,
                reprise.audit,
                TestTime.running(),
                reprise::tell);
        demo = reprise.sessions.named("demo", 1);
    }

    private long created() {
        return reprise.desk.create(aCampaign("Hello").draft()).id();
    }

    private Campaign awaitEnd(long id) {
        return reprise.awaitStatus(id, CampaignStatus.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void peopleWhoAreErasedWhileACampaignRunsAreNotWrittenTo(TestDatabase database) {
        // a second's window holds people who are claimed and wait for their turn
        open(database, new ScriptedTelegram(1_000).atRate(400));
        long id = created();
        reprise.start(id);
        int erased = 0;
        for (int round = 0; round < 8; round++) {
            int before = telegram.handed.size();
            await("some more messages", () -> telegram.handed.size() > before + 10);
            long next = telegram.handed.size() + 2;
            records.erase(demo, next);
            boolean wasWritten = telegram.recipients().contains(next);
            await("some more messages", () -> telegram.handed.size() > next + 5);
            assertThat(telegram.recipients().contains(next)).isEqualTo(wasWritten);
            erased += wasWritten ? 0 : 1;
        }
        records.erase(demo, 900);
        var campaign = awaitEnd(id);
        assertThat(telegram.recipients())
                .doesNotHaveDuplicates()
                .doesNotContain(900L)
                .hasSize(1_000 - erased - 1);
        assertThat(campaign.tally()).isEqualTo(new Tally(0, telegram.handed.size(), 0, 0));
        assertThat(campaign.totalRecipients(campaign.tally())).isEqualTo(telegram.handed.size());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoeverWasReachedOrHasTheMessageOnItsWayIsCountedAndReachedOnce(TestDatabase database) {
        open(database, new ScriptedTelegram(10).holdingReplies());
        long id = created();
        reprise.start(id);
        await("ten on their way", () -> telegram.open.size() == 10);
        records.erase(demo, 3);
        telegram.open.forEach(reply -> reply.complete(new SendOutcome.Sent()));
        awaitEnd(id);
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 10, 0, 0));
        records.erase(demo, 4);
        // they write again, and are contacts like others
        reprise.contacts.sync(demo, telegram.chats(demo).filter(chat -> chat.userId() == 3 || chat.userId() == 4));
        assertThat(reprise.contacts.find(demo, 4)).isPresent();
        reprise.resume(id);
        awaitEnd(id);
        assertThat(telegram.recipients()).hasSize(10).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatACampaignSetOutToReachStaysWhenSomebodyReachedIsErased(TestDatabase database) {
        open(database, new ScriptedTelegram(10));
        long id = reprise.desk.create(aCampaign("Hello").limit(4).draft()).id();
        reprise.start(id);
        awaitEnd(id);
        reprise.desk.update(id, CampaignEdit.NOTHING.limit(null));
        telegram.holdingReplies();
        reprise.resume(id);
        await("the others on their way", () -> telegram.open.size() == 6);
        records.erase(demo, 1);
        records.erase(demo, 9);
        assertThat(total(id)).isEqualTo(10);
        reprise.recordReached(id, 77);
        telegram.open.forEach(reply -> reply.complete(new SendOutcome.Sent()));
        awaitEnd(id);
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 10, 0, 0));
    }

    private long total(long id) {
        return reprise.campaigns.find(id).orElseThrow().audienceSize();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoeverIsErasedBeforeTheStartDropsOutAndAFailureIsNotTriedAgain(TestDatabase database) {
        open(
                database,
                new ScriptedTelegram(10)
                        .answering(message -> message.recipient() == 5
                                ? new SendOutcome.Refused(SendOutcome.Reason.UNRECOGNISED, "five is not there")
                                : new SendOutcome.Sent()));
        long id = created();
        records.erase(demo, 7);
        reprise.start(id);
        awaitEnd(id);
        assertThat(telegram.recipients()).hasSize(9).doesNotContain(7L);
        assertThat(records.export(demo, 5).deliveries())
                .extracting(PersonDeliveries.Past::words)
                .containsExactly("five is not there");
        records.erase(demo, 5);
        assertThat(records.export(demo, 5).deliveries())
                .extracting(PersonDeliveries.Past::words)
                .containsOnlyNulls();
        assertThat(reprise.retries.retryable(id).total()).isZero();
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 8, 1, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theRecordHoldsAllThatIsStoredAndAnOptOutOutlivesTheContact(TestDatabase database) {
        open(database, new ScriptedTelegram(3));
        long id =
                reprise.desk.create(aCampaign("Hello").named("Spring").draft()).id();
        reprise.start(id);
        awaitEnd(id);
        reprise.optOuts.add(1, 2, "STOP");
        var record = records.export(demo, 2);
        assertThat(record.contact()).isEqualTo(reprise.contacts.find(demo, 2));
        assertThat(record.optOut().orElseThrow().source()).isEqualTo("STOP");
        var delivery = record.deliveries().get(0);
        assertThat(delivery.campaignId()).isEqualTo(id);
        assertThat(delivery.name()).isEqualTo("Spring");
        assertThat(delivery.state()).isEqualTo(State.SENT);
        assertThat(delivery.revision()).isEqualTo(1);
        assertThat(delivery.text()).isEqualTo("Hello");

        var card = records.look(demo, 2);
        assertThat(card.contact()).isEqualTo(record.contact());
        assertThat(card.newest())
                .extracting(ContactRecordService.Moment::delivery)
                .extracting(PersonDeliveries.Entry::name, PersonDeliveries.Entry::sender, PersonDeliveries.Entry::state)
                .containsExactly(tuple("Spring", "demo", State.SENT));
        assertThat(card.more()).isFalse();
        assertThat(new SentSince(reprise.storage, reprise.caller, TimeSource.of(Clock.systemUTC()))
                        .of(demo, Instant.EPOCH))
                .isEqualTo(3);

        records.erase(demo, 2);
        records.erase(demo, 2);
        var left = records.export(demo, 2);
        assertThat(left.contact()).isEmpty();
        assertThat(left.optOut().map(it -> it.cause())).isEqualTo(Optional.of(LeftOut.Cause.ASKED));
        assertThat(left.deliveries()).hasSize(1);
        assertThatThrownBy(() -> records.export(demo, 99))
                .hasMessage("There is nothing stored about the user 99 of the session demo.");
        assertThat(LongStream.of(1, 3))
                .allMatch(user -> reprise.contacts.find(demo, user).isPresent());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anotherSessionOfTheAccountGoesOnWritingToThem(TestDatabase database) {
        open(database, new ScriptedTelegram(40).atRate(40));
        var other = reprise.sessions.named("other", 1);
        long id = reprise.desk.create(aCampaign("Hello").on("other").draft()).id();
        reprise.start(id);
        await("the first message", () -> !telegram.handed.isEmpty());
        records.erase(demo, 39);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED, Duration.ofSeconds(30));
        assertThat(telegram.recipients()).hasSize(40).doesNotHaveDuplicates();
        assertThat(reprise.contacts.find(other, 39)).isPresent();
    }
}
