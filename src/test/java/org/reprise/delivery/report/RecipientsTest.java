package org.reprise.delivery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.Targeting;
import org.reprise.campaign.CampaignStatus;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryCounts;
import org.reprise.delivery.report.Recipients.Filter;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class RecipientsTest {
    private TestReprise reprise;
    private Recipients recipients;
    private Session session;
    private long campaign;

    /** People 1 to {@code people}, User1 and so on; each fifth blocked, each seventh uncertain. */
    private void sentTo(TestDatabase database, int people) {
        reprise = new TestReprise(database, new ScriptedTelegram(0).answering(RecipientsTest::answer));
        session = reprise.sessions.forImport("demo");
        reprise.importCsv(
                session,
                LongStream.rangeClosed(1, people)
                        .mapToObj(id -> id + ",User" + id + ",Person " + id)
                        .collect(Collectors.joining("\n", "user_id,username,first_name\n", "")));
        recipients = new Recipients(reprise.storage, new DeliveryCounts(reprise.storage));
        campaign = reprise.desk.create(aCampaign("Hello")).id();
        reprise.start(campaign);
        reprise.awaitStatus(campaign, CampaignStatus.COMPLETED);
    }

    private static SendOutcome answer(OutgoingMessage message) {
        if (message.recipient() % 5 == 0) {
            return new SendOutcome.Refused(SendOutcome.Refused.Reason.BLOCKED);
        }
        return message.recipient() % 7 == 0
                ? new SendOutcome.Unknown(SendOutcome.LostReply.NO_REPLY_IN_TIME)
                : new SendOutcome.Sent();
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aPageHoldsNamesOutcomesAndReasons(TestDatabase database) {
        sentTo(database, 30);
        var page = recipients.page(everybody(null, null), 4, 2);
        assertThat(page).extracting(Recipient::userId).containsExactly(5L, 6L);
        assertThat(page.get(0)).satisfies(recipient -> {
            assertThat(recipient.username()).isEqualTo("User5");
            assertThat(recipient.state()).isEqualTo(State.FAILED);
            assertThat(recipient.reason().stored()).isEqualTo("BLOCKED");
            assertThat(recipient.revision()).isEqualTo(1);
        });
        assertThat(recipients.count(everybody(null, null))).isEqualTo(30);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anOutcomeFiltersPageAndCount(TestDatabase database) {
        sentTo(database, 30);
        var failed = everybody(State.FAILED, " ");
        assertThat(recipients.count(failed)).isEqualTo(6);
        assertThat(recipients.page(failed, 1, 2)).extracting(Recipient::userId).containsExactly(10L, 15L);
        assertThat(recipients.page(everybody(State.UNCERTAIN, null), 0, 10))
                .extracting(Recipient::userId)
                .containsExactly(7L, 14L, 21L, 28L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aWholeUserIdOrTheBeginningOfAUsernameFinds(TestDatabase database) {
        sentTo(database, 30);
        assertThat(found("12", null)).containsExactly(12L);
        assertThat(found("12", State.FAILED)).isEmpty();
        assertThat(found("@uSer2", null)).containsExactly(2L, 20L, 21L, 22L, 23L, 24L, 25L, 26L, 27L, 28L, 29L);
        assertThat(found("user2", State.FAILED)).containsExactly(20L, 25L);
        assertThat(recipients.count(everybody(null, "user2"))).isEqualTo(11);
        assertThat(found("nobody", null)).isEmpty();
        assertThat(found("us_r", null)).isEmpty();
        assertThat(found("%", null)).isEmpty();
        assertThat(found("99999999999999999999", null)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anyNameThatTheRowShowsFinds(TestDatabase database) throws IOException {
        sentTo(database, 30);
        reprise.importCsv(session, "user_id,first_name,last_name\n3,Mary Ann,Smith\n4,Иван,Петров\n7,mary,Öztürk\n");
        assertThat(found("mary", null)).containsExactly(3L, 7L);
        assertThat(found("Mary Ann", null)).containsExactly(3L);
        assertThat(found("smith mary", null)).containsExactly(3L);
        assertThat(found("МА", null)).isEmpty();
        assertThat(found("иван", null)).containsExactly(4L);
        assertThat(found("öz", State.UNCERTAIN)).containsExactly(7L);
        assertThat(found("öz", State.SENT)).isEmpty();
        assertThat(recipients.count(everybody(null, "mary"))).isEqualTo(2);
        assertThat(exported(everybody(null, "mary"))).hasSize(3);
        assertThat(found("@mary", null)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoWasNotWrittenToYetIsListedAndExported(TestDatabase database) throws IOException {
        sentTo(database, 5);
        reprise.importCsv(session, "user_id,username,first_name\n6,late,Zoë\n7,later,Ann\n8,gone,Ben\n");
        reprise.optOuts.add(session.accountId(), 8, "STOP");
        var open = new OpenRecipients(reprise.storage, reprise.recent);
        var all = new OpenRecipients.Filter(campaign, session, Targeting.EVERYBODY, null);
        assertThat(open.count(all)).isEqualTo(2);
        assertThat(open.page(all, 0, 0, 10)).extracting(Recipient::userId).containsExactly(6L, 7L);
        assertThat(open.page(all, 6, 0, 10)).extracting(Recipient::username).containsExactly("later");
        var found = new OpenRecipients.Filter(campaign, session, Targeting.EVERYBODY, "zoë");
        assertThat(open.page(found, 0, 0, 10)).extracting(Recipient::userId).containsExactly(6L);
        var out = new StringWriter();
        new RecipientsCsv(recipients, open, reprise.quotas, reprise.audit).write(all, out);
        assertThat(out.toString().lines()).hasSize(3).anyMatch(line -> line.startsWith("6,late,Zoë,,open,,,0,"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoIsNoContactOfTheSessionHasNoName(TestDatabase database) {
        sentTo(database, 3);
        reprise.ledger.reachedElsewhere(campaign, List.of(99L));
        assertThat(recipients.page(everybody(null, "99"), 0, 5)).singleElement().satisfies(recipient -> {
            assertThat(recipient.username()).isNull();
            assertThat(recipient.revision()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anExportHoldsExactlyWhatIsFilteredHoweverMuchItIs(TestDatabase database) throws IOException {
        sentTo(database, 7_001);
        assertThat(exported(everybody(null, null))).hasSize(7_001 + 1);
        assertThat(exported(everybody(State.FAILED, null)))
                .hasSize(1_400 + 1)
                .allMatch(line -> line.contains(",failed,BLOCKED,") || line.startsWith("\uFEFFuser_id,username,"));
        assertThat(exported(everybody(null, "user"))).hasSize(7_001 + 1).doesNotHaveDuplicates();
        assertThat(exported(everybody(null, "5"))).hasSize(2);
        assertThat(exported(everybody(State.CLAIMED, null))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void noNameIsAFormulaForASpreadsheet(TestDatabase database) throws IOException {
        sentTo(database, 1);
        reprise.importCsv(session, "user_id,first_name,last_name\n1,\"=cmd|' /C calc'!A0\",\"a, \"\"b\"\"\"\n");
        assertThat(exported(everybody(null, null)).get(1))
                .startsWith("1,User1,'=cmd|' /C calc'!A0,\"a, \"\"b\"\"\",sent,,,1,20");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsExportedComesInAgainWithTheSameNames(TestDatabase database) throws IOException {
        sentTo(database, 4);
        reprise.importCsv(session, """
                user_id;first_name;last_name
                1;=1+1;@home
                2;"Ann;=cmd";+49
                3;'t Hooft;-
                4;"a, ""b""\";'=x
                """);
        var before = names();
        assertThat(before).contains("=1+1 @home", "Ann;=cmd +49", "'t Hooft -");
        var again = reprise.importCsv(session, String.join("\n", exported(everybody(null, null))));
        assertThat(again.updated()).isZero();
        assertThat(again.rejects().count()).isZero();
        assertThat(names()).isEqualTo(before);
    }

    private java.util.List<String> names() {
        return recipients.page(everybody(null, null), 0, 100).stream()
                .map(it -> it.firstName() + " " + it.lastName())
                .toList();
    }

    private java.util.List<String> exported(Filter filter) throws IOException {
        var out = new StringWriter();
        new RecipientsCsv(
                        recipients, new OpenRecipients(reprise.storage, reprise.recent), reprise.quotas, reprise.audit)
                .write(filter, out);
        return out.toString().lines().toList();
    }

    private java.util.List<Long> found(String search, State state) {
        return recipients.page(everybody(state, search), 0, 100).stream()
                .map(Recipient::userId)
                .toList();
    }

    private Filter everybody(State state, String search) {
        return new Filter(campaign, session, state, search);
    }
}
