package org.reprise.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.campaign.CampaignStatus;
import org.reprise.delivery.ledger.OutcomesCommitted;
import org.reprise.delivery.run.PeopleLeftOut;
import org.reprise.delivery.run.RunWaiting;
import org.reprise.lifecycle.Readiness;
import org.reprise.metrics.MetricsPage.Format;
import org.reprise.storage.ConnectionPool;
import org.reprise.storage.FreeSpace;
import org.reprise.storage.Hindrance;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;
import org.reprise.telegram.SenderReach;
import org.reprise.telegram.Session;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;
import org.reprise.testing.TestTime;

class MetricsPageTest {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z_]+)` \\| (counter|gauge|histogram|summary) \\|.*");
    private static final Pattern LABEL_IN_RULE = Pattern.compile("[a-z_]+=\"[a-z_]+\"");
    private static final Pattern NAME_IN_RULE = Pattern.compile("\\b(?:reprise|jvm|process)_[a-z_]+");

    private final SenderReach reach = new SenderReach(TestTime.running());
    private boolean started = true;
    private boolean databaseUp = true;
    private TestReprise reprise;
    private FreeSpace space;
    private MetricsPage page;

    private void given(TestDatabase database, ScriptedTelegram telegram) {
        reprise = new TestReprise(database, telegram);
        var counters = new DeliveryCounters();
        reprise.listen(event -> {
            if (event instanceof OutcomesCommitted committed) {
                counters.committed(committed);
            } else if (event instanceof PeopleLeftOut people) {
                counters.leftOut(people);
            } else if (event instanceof RunWaiting waiting) {
                counters.waiting(waiting);
            }
        });
        space = new FreeSpace(reprise.settings);
        page = page(counters);
    }

    private MetricsPage page(DeliveryCounters counters) {
        var readiness = new Readiness(reprise.ownership) {
            @Override
            public boolean hasStarted() {
                return started;
            }

            @Override
            public boolean isReady() {
                return started;
            }
        };
        return new MetricsPage(
                readiness,
                new ProcessMetricSet(readiness, reprise.ownership, counters),
                new CampaignMetricSet(reprise.registry, reprise.progress, reprise.living, counters),
                new SessionMetricSet(reprise.lanes, reach, Clock.systemUTC()),
                new StorageMetricSet(
                        () -> databaseUp, () -> new ConnectionPool.Use(1, 2, 3), reprise.storage::commits, space));
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void eachRecipientIsCountedOnceByWhatBecameOfThem(TestDatabase database) {
        given(database, new ScriptedTelegram(1_000).answering(message -> answer(message.recipient())));
        for (long user = 901; user <= 1_000; user++) {
            reprise.optOuts.add(1, user, "STOP");
        }
        assertThat(outcomes()).containsExactly(0, 0, 0, 0);
        var id = start();
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        await("the end of the run", () -> value("reprise_runs") == 0);
        assertThat(outcomes()).containsExactly(888, 10, 2, 100);
        assertThat(value("reprise_campaigns{status=\"completed\"}")).isEqualTo(1);
        assertThat(value("reprise_campaigns{status=\"running\"}")).isZero();
        assertThat(value("reprise_commands_queued")).isZero();
        assertThat(value("reprise_send_rate")).isGreaterThan(1);
        double commits = value("reprise_commit_seconds_count");
        assertThat(commits).isGreaterThan(3).isEqualTo(value("reprise_commit_seconds_bucket{le=\"+Inf\"}"));
        assertThat(value("reprise_commit_seconds_sum")).isPositive().isLessThan(commits);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRunThatHasWhatItWaitsForIsSeenWaiting(TestDatabase database) {
        var telegram = new ScriptedTelegram(10);
        telegram.answering(message -> new SendOutcome.Throttled(Duration.ofMinutes(5), WaitCause.FLOOD_WAIT));
        given(database, telegram);
        var id = start();
        var waiting = "reprise_waiting{cause=\"flood_wait\"}";
        await("a run that waits", () -> value(waiting) == 1);
        assertThat(value("reprise_session_pause_seconds{cause=\"flood_wait\",session=\"demo\"}"))
                .isBetween(200.0, 300.0);
        assertThat(value("reprise_campaigns{status=\"running\"}")).isEqualTo(1);
        assertThat(value("reprise_runs")).isEqualTo(1);
        reprise.desk.stop(id);
        await("the end of the run", () -> value("reprise_runs") == 0);
        assertThat(value(waiting)).isZero();
    }

    @Test
    void aScrapeIsAnsweredWhileTheDatabaseStandsStill() throws Exception {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10));
        reprise.awaitStatus(start(), CampaignStatus.COMPLETED);
        var writes = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var writer = reprise.threads.submit(() -> reprise.storage.write(handle -> {
            writes.countDown();
            return interruptibly(goOn);
        }));
        writes.await();
        databaseUp = false;
        assertThat(value("reprise_database_up")).isZero();
        assertThat(value("reprise_campaigns{status=\"completed\"}")).isEqualTo(1);
        assertThat(value("reprise_owner")).isEqualTo(1);
        double commits = value("reprise_commit_seconds_count");
        goOn.countDown();
        assertThat(writer.get()).isTrue();
        assertThat(value("reprise_commit_seconds_count")).isEqualTo(commits + 1);
        reprise.ownership.hinder(Hindrance.Kind.NOT_CONFIRMED);
        assertThat(value("reprise_owner")).isZero();
    }

    @Test
    void beforeTheStartIsOverTheProcessAloneIsTold() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10));
        started = false;
        assertThat(types()).containsKeys("reprise_ready", "reprise_messages_total", "jvm_threads_current");
        assertThat(types()).doesNotContainKeys("reprise_campaigns", "reprise_database_up");
        assertThat(value("reprise_ready")).isZero();
    }

    @Test
    void labelsHoldNoPhoneNumberAndAreFewHoweverManySessionsThereAre() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10));
        reach.hears(bot(1, "+49 170 1234567"));
        reach.hears(bot(2, "a \"quoted\" name\n"));
        for (int id = 3; id <= 1_000; id++) {
            reach.hears(bot(id, "bot " + id));
        }
        reach.hears(new Session(2_000, 1, "sandbox", Session.Kind.SANDBOX, Session.Via.SANDBOX));
        var polls = text().lines()
                .filter(line -> line.startsWith("reprise_bot_last_poll_timestamp_seconds{"))
                .toList();
        assertThat(polls).hasSize(SessionMetricSet.MAX_SESSIONS);
        assertThat(text()).doesNotContain("1234567").doesNotContain("sandbox").contains("session 1");
        assertThat(value("reprise_bot_last_poll_timestamp_seconds{session=\"a \\\"quoted\\\" name\\n\"}"))
                .isBetween(System.currentTimeMillis() / 1e3 - 60, System.currentTimeMillis() / 1e3 + 1);
    }

    @Test
    void theTwoFormatsSayTheSame() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10));
        assertThat(page.contentType(Format.TEXT)).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(page.contentType(Format.OPEN_METRICS))
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(new String(page.write(Format.OPEN_METRICS), UTF_8))
                .contains("# TYPE reprise_messages counter\n", "reprise_messages_total{outcome=\"sent\"} 0")
                .endsWith("# EOF\n");
        assertThat(text()).doesNotContain("# EOF");
    }

    @Test
    void everyNameIsDocumentedWithItsTypeAndEveryDocumentedOneIsServed() throws IOException {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10));
        serveEverything();
        assertThat(types()).isEqualTo(documented());
    }

    @Test
    void alertsNameMetricsAndLabelsThatAreServed() throws IOException {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10));
        serveEverything();
        var rules = Files.readString(Path.of("server-config/prometheus-alerts.yml"));
        var expressions = rules.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("expr:"))
                // Prometheus says by itself whether it was answered
                .filter(line -> !line.equals("expr: up{job=\"reprise\"} == 0"))
                .toList();
        assertThat(expressions)
                .hasSizeGreaterThan(5)
                .allMatch(line -> NAME_IN_RULE.matcher(line).find());
        for (var expression : expressions) {
            NAME_IN_RULE
                    .matcher(expression)
                    .results()
                    .forEach(name -> assertThat(text().lines())
                            .anyMatch(line -> line.startsWith(name.group())
                                    && "{ ".indexOf(line.charAt(name.group().length())) >= 0));
            LABEL_IN_RULE
                    .matcher(expression)
                    .results()
                    .forEach(label -> assertThat(text()).contains(label.group()));
        }
    }

    private void serveEverything() {
        space.look();
        reach.hears(bot(1, "bot"));
        var shop = reprise.sessions.named("shop", 1);
        reprise.lanes.of(shop).pause(Duration.ofMinutes(1), WaitCause.FLOOD_WAIT, System.nanoTime());
    }

    private static Map<String, String> documented() throws IOException {
        var rows = new TreeMap<String, String>();
        for (var line : Files.readAllLines(Path.of("src/docs/monitoring.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rows.put(row.group(1), row.group(2))).as(line).isNull();
            }
        }
        return rows;
    }

    private Map<String, String> types() {
        var types = new TreeMap<String, String>();
        text().lines()
                .map(TYPE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> types.put(line.group(1), line.group(2)));
        return types;
    }

    private long start() {
        long id = reprise.desk.create(aCampaign("Hello")).id();
        reprise.start(id);
        return id;
    }

    private static Session bot(long id, String name) {
        return new Session(id, 1, name, Session.Kind.BOT, Session.Via.BOTAPI);
    }

    private static boolean interruptibly(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SendOutcome answer(long recipient) {
        if (recipient <= 10) {
            return new SendOutcome.Refused(Reason.BLOCKED, null);
        }
        return recipient <= 12
                ? new SendOutcome.Unknown(SendOutcome.LostReply.NO_REPLY_IN_TIME)
                : new SendOutcome.Sent();
    }

    private List<Integer> outcomes() {
        return Stream.of("sent", "failed", "uncertain", "left_out")
                .map(outcome -> (int) value("reprise_messages_total{outcome=\"" + outcome + "\"}"))
                .toList();
    }

    private double value(String sample) {
        return text().lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private String text() {
        return new String(page.write(Format.TEXT), UTF_8);
    }
}
