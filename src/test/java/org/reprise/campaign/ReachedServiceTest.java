package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.ImportFiles;
import org.reprise.audience.ImportRefused;
import org.reprise.delivery.ledger.Tally;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class ReachedServiceTest {
    private static final int PEOPLE = 20;

    private final ScriptedTelegram telegram = new ScriptedTelegram(PEOPLE);
    private TestReprise reprise;
    private ReachedService file;
    private final ImportFiles files = new ImportFiles(TestDatabase.settings(Map.of()), Clock.systemUTC());
    private long id;

    private void aCampaignOn(TestDatabase database) {
        reprise = new TestReprise(database, telegram);
        file = new ReachedService(reprise.store, files, reprise.ledger, reprise.audit, reprise.quotas);
        id = reprise.desk.create(aCampaign("Hello")).id();
    }

    @AfterEach
    void stop() {
        reprise.close();
    }

    private static InputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void nobodyInTheFileIsWrittenTo(TestDatabase database) throws IOException {
        aCampaignOn(database);
        var report = file.record(id, csv("user_id\n1\n2\nx\n3\n2\n1\n900\n"), null);
        assertThat(report.recorded()).isEqualTo(4);
        assertThat(report.known()).isEqualTo(2);
        assertThat(report.rejects().count()).isEqualTo(1);
        assertThat(report.rejects().first().get(0).number()).isEqualTo(4);
        assertThat(file.record(id, csv("3\n4\n"), null).known()).isEqualTo(1);
        assertThat(reprise.progress.of(id).tally()).isEqualTo(Tally.NOTHING);
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(5, PEOPLE).boxed().toList());
    }

    @ParameterizedTest
    @EnumSource
    void whomARunIsAboutToReachIsRejected(TestDatabase database) throws IOException {
        telegram.holdingReplies();
        aCampaignOn(database);
        reprise.start(id);
        await("all in flight", () -> telegram.open.size() == PEOPLE);
        var report = file.record(id, csv("900\n7\n"), null);
        assertThat(report.recorded()).isEqualTo(1);
        assertThat(report.known()).isZero();
        assertThat(report.rejects().first().get(0).number()).isEqualTo(2);
        assertThat(report.rejects().first().get(0).said())
                .hasToString("Campaign " + id
                        + " is just about to reach user 7, or waits for the reply; stop it, then try again.");
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsWrongAsAWholeChangesNothing(TestDatabase database) {
        aCampaignOn(database);
        assertThatThrownBy(() -> file.record(id, csv("name\nAnn\n"), null)).isInstanceOf(ImportRefused.class);
        assertThatThrownBy(() -> file.record(id + 1, csv("5\n"), null)).isInstanceOf(CampaignRefused.class);
        assertThat(reprise.ledger.tally(id)).isEqualTo(Tally.NOTHING);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatBreaksOffOnItsWayRecordsNobodyAndCanBeSentAgain(TestDatabase database) throws IOException {
        aCampaignOn(database);
        var ids = LongStream.rangeClosed(1, 5_000).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        var broken = new SequenceInputStream(csv(ids), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken off");
            }
        });
        assertThatThrownBy(() -> file.record(id, broken, null)).isInstanceOf(IOException.class);
        assertThat(reprise.ledger.tally(id).sent()).isZero();
        assertThat(file.record(id, csv(ids), null).recorded()).isEqualTo(5_000);
    }

    @ParameterizedTest
    @EnumSource
    void aFileOfASpreadsheetIsReadAsItIs(TestDatabase database) throws IOException {
        aCampaignOn(database);
        var utf16 = new ByteArrayInputStream(
                "\uFEFFName\tTelegram ID\r\nJürgen\t1.0\r\n\t\r\nAnna\t'2\r\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(file.record(id, utf16, null).recorded()).isEqualTo(2);
        assertThat(file.record(id, csv("sep=;\nuser_id;name\n3;\n4;x\n"), null).recorded())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void rejectsBeyondTheFirstHundredAreCounted(TestDatabase database) throws IOException {
        aCampaignOn(database);
        var report = file.record(id, csv("user_id\n" + "x\n".repeat(250)), null);
        assertThat(report.rejects().count()).isEqualTo(250);
        assertThat(report.rejects().first()).hasSize(100);
        assertThat(report.recorded()).isZero();
    }
}
