package org.reprise.delivery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.Audience;
import org.reprise.audience.Contact;
import org.reprise.audience.LeftOut;
import org.reprise.audience.RandomTargeting;
import org.reprise.audience.Targeting;
import org.reprise.audience.rule.RulePerson;
import org.reprise.delivery.ledger.FailedDeliveries;
import org.reprise.delivery.ledger.Failure.Obstacle;
import org.reprise.telegram.Session;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/**
 * Lists and decisions of SQL are for the people whom {@link Targeting#unmet} has nothing of: a run asks that, and
 * nobody may be shown as open, released or tried again whom it passes by.
 */
class TargetedPeopleTest {
    private static final long PEOPLE = 300;
    private static final long STRANGERS = 30;

    /** Each third person failed, each third is released and the others are open; each seventh opted out. */
    private static final LongPredicate FAILED = user -> user % 3 == 0;

    private static final LongPredicate RELEASED = user -> user % 3 == 1;
    private static final LongPredicate OPTED_OUT = user -> user % 7 == 0;

    private final RandomTargeting targetings = new RandomTargeting(new Random(20260505), Instant.EPOCH);
    private TestReprise reprise;
    private Session session;
    private long campaign;

    private void people(TestDatabase database) {
        reprise = new TestReprise(database, new ScriptedTelegram(0));
        session = reprise.sessions.forImport("demo");
        campaign = reprise.desk.create(aCampaign("Hello")).id();
        reprise.storage.write(handle -> {
            for (long user = 1; user <= PEOPLE; user++) {
                handle.execute(
                        "insert into contact (session_id, user_id, first_message_at, last_message_at)"
                                + " values (?, ?, cast(? as bigint), cast(? as bigint))",
                        session.id(),
                        user,
                        time(),
                        time());
            }
            users(FAILED, PEOPLE + STRANGERS)
                    .forEach(user -> handle.execute(
                            "insert into delivery (campaign_id, user_id, state, reason, revision, run, at)"
                                    + " values (?, ?, 'FAILED', 'UNRECOGNISED', 1, 1, 1)",
                            campaign,
                            user));
            users(RELEASED, PEOPLE + STRANGERS)
                    .forEach(user -> handle.execute(
                            "insert into released (campaign_id, user_id) values (?, ?)", campaign, user));
            return users(OPTED_OUT, PEOPLE);
        });
        users(OPTED_OUT, PEOPLE).forEach(user -> reprise.optOuts.add(session.accountId(), user, "STOP"));
        targetings.categorise(reprise.storage, session, users(user -> true, PEOPLE));
    }

    private String time() {
        return targetings
                .time()
                .map(time -> String.valueOf(time.toEpochMilli()))
                .orElse(null);
    }

    private static List<Long> users(LongPredicate which, long upTo) {
        return LongStream.rangeClosed(1, upTo).filter(which).boxed().toList();
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void listsAndDecisionsAreForWhomARunWritesTo(TestDatabase database) {
        people(database);
        for (int i = 0; i < 40; i++) {
            var targeting = targetings.next();
            var accepted = accepted(targeting);
            assertThat(open(targeting))
                    .as("open: %s", targeting)
                    .isEqualTo(users(user -> !FAILED.test(user) && !OPTED_OUT.test(user), accepted));
            assertThat(reprise.ledger.released(campaign, session, targeting))
                    .as("released: %s", targeting)
                    .isEqualTo(users(RELEASED, accepted));
            assertFailed(targeting, accepted);
            assertThat(reprise.ledger
                            .reachedAndLeftOut(campaign, session, targeting)
                            .of(LeftOut.Cause.ASKED))
                    .as("reached and left out: %s", targeting)
                    .isEqualTo(users(user -> FAILED.test(user) && OPTED_OUT.test(user), accepted)
                            .size());
        }
    }

    private void assertFailed(Targeting targeting, Set<Long> accepted) {
        var retryable =
                new FailedDeliveries(reprise.storage, Clock.systemUTC()).retryable(campaign, session, targeting);
        assertThat(retryable.total())
                .as("failed: %s", targeting)
                .isEqualTo(users(user -> FAILED.test(user) && !OPTED_OUT.test(user), accepted)
                        .size());
        long notSelected = users(FAILED, PEOPLE + STRANGERS).stream()
                .filter(user -> !accepted.contains(user) && (user > PEOPLE || !OPTED_OUT.test(user)))
                .count();
        assertThat(retryable.obstacles().getOrDefault(Obstacle.NOT_SELECTED, 0L))
                .as("failed and not selected: %s", targeting)
                .isEqualTo(notSelected);
    }

    private static List<Long> users(LongPredicate which, Set<Long> among) {
        return users(which, PEOPLE).stream().filter(among::contains).toList();
    }

    private Set<Long> accepted(Targeting targeting) {
        return new Audience(reprise.storage)
                .page(session, 0, (int) PEOPLE + 1).stream()
                        .filter(contact -> targeting.unmet(contact).isEmpty()
                                && RulePerson.of(contact)
                                        .is(targeting.selection().whole(), Instant.now()))
                        .map(Contact::userId)
                        .collect(Collectors.toSet());
    }

    private List<Long> open(Targeting targeting) {
        var filter = new OpenRecipients.Filter(campaign, session, targeting, "");
        var recipients = new OpenRecipients(reprise.storage, reprise.recent);
        var page = recipients.page(filter, 0, 0, (int) PEOPLE + 1).stream()
                .map(Recipient::userId)
                .toList();
        assertThat(recipients.count(filter)).isEqualTo(page.size());
        return page;
    }
}
