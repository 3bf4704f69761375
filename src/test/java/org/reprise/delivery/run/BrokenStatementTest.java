package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reprise.campaign.CampaignStatus;
import org.reprise.delivery.ledger.EndCause;
import org.reprise.storage.Storage;
import org.reprise.telegram.SendOutcome;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** A mistake in Reprise ends a run and is told with an id; it is not retried as if the database were away. */
class BrokenStatementTest {
    private static final Logger LOG = Logger.getLogger(Storage.class.getName());

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(log);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(log);
    }

    /** Columns that the claim of a recipient and the record of an outcome need. */
    static Stream<Arguments> misspelt() {
        return Stream.of(TestDatabase.values())
                .flatMap(database -> Stream.of("revision", "words").map(column -> Arguments.of(database, column)));
    }

    @ParameterizedTest
    @MethodSource("misspelt")
    void aMisspeltColumnFailsTheCampaignWithAnIdThatTheLogKnows(TestDatabase database, String column) {
        var telegram = new ScriptedTelegram(3).answering(message -> new SendOutcome.Sent());
        try (var reprise = new TestReprise(database, telegram)) {
            long id = reprise.desk.create(aCampaign("Hello")).id();
            rename(reprise, column, "misspelt");
            reprise.start(id);
            var failed = reprise.awaitStatus(id, CampaignStatus.FAILED);
            var why = failed.lifecycle().end();
            assertThat(why.kind()).isEqualTo(EndCause.Kind.STORAGE_BROKEN);
            var idInLog = why.said().values().get(0).toString();
            assertThat(failed.error().toString()).contains(idInLog);
            assertThat(lines).anySatisfy(line -> assertThat(line).contains(idInLog));
            await("the run's end", () -> !reprise.engine.has(id, failed.run()));

            rename(reprise, "misspelt", column);
            int handed = telegram.handed.size();
            reprise.resume(id);
            reprise.awaitStatus(id, CampaignStatus.COMPLETED);
            var tally = reprise.ledger.tally(id);
            assertThat(tally.sent() + tally.uncertain()).as("nobody is lost").isEqualTo(3);
            assertThat(telegram.handed).as("and nobody twice").hasSize(Math.max(3, handed));
        }
    }

    private static void rename(TestReprise reprise, String from, String to) {
        reprise.storage.write(handle -> handle.execute("alter table delivery rename column " + from + " to " + to));
    }
}
