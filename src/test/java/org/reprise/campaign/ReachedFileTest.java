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
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.ImportRefused;
import org.reprise.delivery.Tally;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class ReachedFileTest {
    private static final int PEOPLE = 20;

    private final ScriptedTelegram telegram = new ScriptedTelegram(PEOPLE);
    private TestReprise reprise;
    private ReachedFile file;
    private long id;

    private void aCampaignOn(TestDatabase database) {
        reprise = new TestReprise(database, telegram);
        file = new ReachedFile(reprise.desk, reprise.ledger, reprise::tell);
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
        var report = file.record(id, csv("user_id\n1\n2\nx\n3\n2\n1\n900\n"));
        assertThat(report.recorded()).isEqualTo(4);
        assertThat(report.known()).isEqualTo(2);
        assertThat(report.rejected()).isEqualTo(1);
        assertThat(report.rejects().get(0).line()).isEqualTo(4);
        assertThat(file.record(id, csv("3\n4\n")).known()).isEqualTo(1);
        assertThat(reprise.progress.of(id).tally()).isEqualTo(new Tally(0, 5, 0, 0));
        reprise.desk.start(id);
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
        reprise.desk.start(id);
        await("all in flight", () -> telegram.open.size() == PEOPLE);
        var report = file.record(id, csv("900\n7\n"));
        assertThat(report.recorded()).isEqualTo(1);
        assertThat(report.known()).isZero();
        assertThat(report.rejects().get(0).line()).isEqualTo(2);
        assertThat(report.rejects().get(0).reason())
                .hasToString("Campaign " + id
                        + " is just about to reach user 7, or waits for the reply; stop it, then try again.");
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsWrongAsAWholeChangesNothing(TestDatabase database) {
        aCampaignOn(database);
        assertThatThrownBy(() -> file.record(id, csv("name\nAnn\n"))).isInstanceOf(ImportRefused.class);
        assertThatThrownBy(() -> file.record(id + 1, csv("5\n"))).isInstanceOf(CampaignRefused.class);
        assertThat(reprise.ledger.tally(id)).isEqualTo(Tally.NOTHING);
    }

    @ParameterizedTest
    @EnumSource
    void whatAFileSaidBeforeItBrokeOffStays(TestDatabase database) throws IOException {
        aCampaignOn(database);
        var ids = LongStream.rangeClosed(1, 5_000).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        var broken = new SequenceInputStream(csv(ids), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken off");
            }
        });
        assertThatThrownBy(() -> file.record(id, broken)).isInstanceOf(IOException.class);
        long recorded = reprise.ledger.tally(id).sent();
        assertThat(recorded).isBetween(2_000L, 5_000L);
        var again = file.record(id, csv(ids));
        assertThat(again.known()).isEqualTo(recorded);
        assertThat(again.recorded()).isEqualTo(5_000 - recorded);
    }

    @ParameterizedTest
    @EnumSource
    void rejectsBeyondTheFirstHundredAreCounted(TestDatabase database) throws IOException {
        aCampaignOn(database);
        var report = file.record(id, csv("user_id\n" + "x\n".repeat(250)));
        assertThat(report.rejected()).isEqualTo(250);
        assertThat(report.rejects()).hasSize(100);
        assertThat(report.recorded()).isZero();
    }
}
