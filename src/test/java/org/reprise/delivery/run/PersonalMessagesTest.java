package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.AttributeType;
import org.reprise.audience.Attributes;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignStatus;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.PersonDeliveries;
import org.reprise.delivery.ledger.Tally;
import org.reprise.delivery.report.DeliveryLog;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Settlement;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.CampaignDrafts;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** Each person gets what the message says to them, and the ledger knows what that was. */
class PersonalMessagesTest {
    private ScriptedTelegram telegram;
    private TestReprise reprise;

    @AfterEach
    void close() {
        reprise.close();
    }

    private void given(TestDatabase database, ScriptedTelegram gateway) {
        telegram = gateway;
        reprise = new TestReprise(database, gateway);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everybodyGetsTheirOwnTextOnce(TestDatabase database) {
        given(database, new ScriptedTelegram(3_000));
        long id = started(aCampaign("Hi {{ first_name }}, your number is {{ user_id }}."));
        var campaign = reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(campaign.tally()).isEqualTo(new Tally(0, 3_000, 0, 0));
        assertThat(telegram.recipients()).doesNotHaveDuplicates().hasSize(3_000);
        assertThat(telegram.handed)
                .allSatisfy(handed -> assertThat(handed.message().filled().text())
                        .isEqualTo("Hi Person %1$d, your number is %1$d."
                                .formatted(handed.message().recipient())));
        assertThat(reprise.ledger.values(id, List.of(7L, 9_999L)))
                .containsExactly(Map.entry(7L, Map.of("first_name", "Person 7", "user_id", "7")));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoGetsItInNoFormIsRecordedWithTheReasonAndCanBeTriedAgain(TestDatabase database) {
        given(database, new ScriptedTelegram(4));
        new Attributes(reprise.storage).add(1, "city", AttributeType.TEXT, Instant.now());
        var draft = CampaignDrafts.aCampaign(
                        "<b>{{ city }}</b>{% if city == \"x\" %}{% skip \"no x\" %}{% endif %}" + ".".repeat(3_950))
                .format(TextFormat.HTML)
                .draft();
        long id = reprise.desk.create(draft).id();
        attributes(database, 1, "{\"city\":\"Köln \uD83D\uDE00\"}");
        attributes(database, 2, "{\"city\":\"x\"}");
        attributes(database, 3, "{\"city\":\"" + "y".repeat(200) + "\"}");
        reprise.start(id);
        var campaign = reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(campaign.tally()).isEqualTo(new Tally(0, 1, 3, 0));
        assertThat(telegram.recipients()).containsExactly(1L);
        assertThat(reasons(id)).isEqualTo(Map.of(2L, "SKIPPED: no x", 3L, "TOO_LONG: 4150", 4L, "MISSING_VALUE: city"));

        attributes(database, 4, "{\"city\":\"Bonn\"}");
        assertThat(reprise.retries.retryable(id).total()).isEqualTo(3);
        reprise.retries.retry(id, 3);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).containsExactly(1L, 4L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void afterAnEditNobodyGetsTheOldTextAndTheLedgerHasTheValuesOfTheNewOne(TestDatabase database) {
        given(database, new ScriptedTelegram(400).atRate(2_000));
        long id = started(aCampaign("Hi {{ first_name }}"));
        await("some messages", () -> telegram.handed.size() > 20);
        reprise.desk.update(id, CampaignEdits.ofText("Bye {{ user_id }}"));
        int before = telegram.handed.size();
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        var handed =
                telegram.handed.stream().map(ScriptedTelegram.Handed::message).toList();
        assertThat(handed.subList(before, handed.size()))
                .isNotEmpty()
                .allMatch(message -> message.filled().text().equals("Bye " + message.recipient()));
        assertThat(telegram.recipients()).doesNotHaveDuplicates().hasSize(400);
        for (var message : handed) {
            var values = reprise.ledger.values(id, List.of(message.recipient())).get(message.recipient());
            assertThat(values.keySet()).isEqualTo(Set.of(message.revision() == 1 ? "first_name" : "user_id"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aPlainTextBecomesPersonalInTheMiddleOfARunAndPlainAgain(TestDatabase database) {
        given(database, new ScriptedTelegram(600).atRate(2_000));
        long id = started(aCampaign("Hello"));
        await("some messages", () -> telegram.handed.size() > 20);
        reprise.desk.update(id, CampaignEdits.ofText("Hi {{ first_name }}"));
        int personal = telegram.handed.size();
        await("more messages", () -> telegram.handed.size() > personal + 20);
        int last = telegram.handed.size();
        reprise.desk.update(id, CampaignEdits.ofText("Hello all"));
        int plain = telegram.handed.size();
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        var handed =
                telegram.handed.stream().map(ScriptedTelegram.Handed::message).toList();
        assertThat(handed.subList(personal, last)).allMatch(message -> message.filled() != null);
        assertThat(handed.subList(plain, 600))
                .allMatch(message -> message.filled() == null && message.text().equals("Hello all"));
        assertThat(telegram.recipients()).doesNotHaveDuplicates().hasSize(600);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCrashIsSettledByTheTextThatThePersonWasSent(TestDatabase database) {
        var asked = new HashMap<Long, List<String>>();
        Function<Claim, Settlement> knowledge = claim -> {
            asked.put(claim.recipient(), claim.texts());
            return claim.texts().isEmpty()
                    ? new Settlement.Unknown()
                    : new Settlement.Delivered(claim.texts().get(claim.texts().size() - 1), 4_711);
        };
        given(database, new ScriptedTelegram(0).settling(knowledge));
        long id = reprise.desk.create(aCampaign("Hi {{ first_name }}")).id();
        reprise.storage.write(
                handle -> handle.execute("update campaign set status = 'running', run = 1 where id = ?", id));
        reprise.ledger.claim(
                id,
                1,
                1,
                List.of(1L, 2L),
                Instant.now(),
                Map.of(1L, Map.of("first_name", "<Anna>"), 2L, Map.of("first_name", "Bob")));
        // a plain text may have gone out under that claim, another personal one not
        reprise.desk.update(id, CampaignEdits.ofText("Bye"));
        reprise.desk.update(id, CampaignEdits.ofText("Bye {{ last_name }}"));
        reprise.storage.write(handle ->
                handle.execute("update delivery set filled = null where campaign_id = ? and user_id = 2", id));
        reprise.recovery.settle(reprise.desk.find(id).session(), id);
        assertThat(asked).containsOnly(Map.entry(1L, List.of("Hi &lt;Anna&gt;", "Bye")), Map.entry(2L, List.of("Bye")));
        assertThat(reprise.ledger.page(id, State.SENT, 0, 9))
                .extracting(delivery -> delivery.revision())
                .containsOnly(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatAPersonWasToldIsToldAgainUntilTheyAreErased(TestDatabase database) {
        given(database, new ScriptedTelegram(2));
        long id = started(aCampaign("Hi {{ first_name }}"));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        var deliveries = new PersonDeliveries(reprise.storage);
        assertThat(deliveries.of(1, 2)).extracting(PersonDeliveries.Past::text).containsExactly("Hi Person 2");
        assertThat(deliveries.forget(reprise.desk.find(id).session(), 2)).isTrue();
        assertThat(deliveries.of(1, 2)).extracting(PersonDeliveries.Past::text).containsOnlyNulls();
        assertThat(deliveries.of(1, 1)).extracting(PersonDeliveries.Past::text).containsExactly("Hi Person 1");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void bracesOfATextFromBeforeGoOutAsTheyAreAlsoInACopy(TestDatabase database) {
        given(database, new ScriptedTelegram(1));
        long id = reprise.desk.create(aCampaign("Use x")).id();
        reprise.storage.write(
                handle -> handle.execute("update revision set text = 'Use {{ this }}' where campaign_id = ?", id));
        // whatever else is edited
        reprise.desk.update(id, CampaignEdits.ofName("Braces"));
        long copy = reprise.desk.clone(id, "copy").id();
        reprise.start(copy);
        reprise.awaitStatus(copy, CampaignStatus.COMPLETED);
        assertThat(telegram.handed.peek().message().text()).isEqualTo("Use {{ this }}");
        assertThat(telegram.handed.peek().message().filled()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aBrokenPlaceholderOrAnUnknownFieldIsRefusedAndChangesNothing(TestDatabase database) {
        given(database, new ScriptedTelegram(1));
        assertThatThrownBy(() -> reprise.desk.create(aCampaign("Hi {{ first_name")))
                .isInstanceOfSatisfying(
                        CampaignRefused.class,
                        refused -> assertThat(refused.member()).contains("message"));
        assertThatThrownBy(() -> reprise.desk.create(aCampaign("Hi {{ city }}")))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("nothing is called city");
        var campaign = reprise.desk.create(aCampaign("Hi {{ first_name }}"));
        assertThatThrownBy(() -> reprise.desk.update(campaign.id(), CampaignEdits.ofText("Hi {{ frist_name }}")))
                .hasMessageContaining("first_name");
        assertThat(reprise.desk.find(campaign.id())).isEqualTo(campaign);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aPersonWhoIsPutOffGetsTheSameText(TestDatabase database) {
        var first = new HashMap<Long, OutgoingMessage>();
        given(database, new ScriptedTelegram(50).answering(message -> {
                    boolean again = first.putIfAbsent(message.recipient(), message) != null;
                    return again || message.recipient() % 10 != 0
                            ? new SendOutcome.Sent()
                            : new SendOutcome.Throttled(Duration.ofMillis(20), WaitCause.FLOOD_WAIT);
                }));
        long id = started(aCampaign("Hi {{ name }}"));
        assertThat(reprise.awaitStatus(id, CampaignStatus.COMPLETED).tally()).isEqualTo(new Tally(0, 50, 0, 0));
        assertThat(telegram.handed).hasSize(55);
    }

    private long started(org.reprise.campaign.CampaignDraft draft) {
        long id = reprise.desk.create(draft).id();
        reprise.start(id);
        return id;
    }

    private void attributes(TestDatabase database, long user, String json) {
        var value = database == TestDatabase.SQLITE ? "?" : "cast(? as jsonb)";
        reprise.storage.write(handle ->
                handle.execute("update contact set attributes = " + value + " where user_id = ?", json, user));
    }

    private Map<Long, String> reasons(long id) {
        return new DeliveryLog(reprise.storage)
                .page(id, DeliveryLog.Place.NEWEST, 10).stream()
                        .filter(line -> line.state() == State.FAILED)
                        .collect(Collectors.toMap(
                                DeliveryLog.Line::userId, line -> line.reason().stored() + ": " + line.words()));
    }
}
