package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.audience.People.ALPHA;
import static org.reprise.audience.People.BETA;
import static org.reprise.audience.People.wrote;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.LeftOut.Cause;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.rule.RulePerson;
import org.reprise.audience.rule.Side;
import org.reprise.storage.Storage;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

class AudienceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void pagesGoThroughEverybodyOfTheSessionInOrder(TestDatabase database) {
        var storage = database.open();
        new Contacts(storage).merge(ALPHA, people(1, 25), null);
        new Contacts(storage).merge(BETA, people(100, 130), null);
        var audience = new Audience(storage);
        assertThat(audience.page(ALPHA, 0, 10)).extracting(Contact::userId).containsExactlyElementsOf(ids(1, 10));
        assertThat(audience.page(ALPHA, 20, 10)).extracting(Contact::userId).containsExactlyElementsOf(ids(21, 25));
        assertThat(audience.page(ALPHA, 25, 10)).isEmpty();
        assertThat(audience.page(ALPHA, Long.MAX_VALUE, 10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aPageGivesBackWhatWasStored(TestDatabase database) {
        var storage = database.open();
        var anna = new Contact(
                Long.MAX_VALUE,
                new Contact.Profile("anna", "Anna", "Ünal 🌷", "+49123", "de"),
                new Contact.Evidence(NOON, NOON.plusMillis(1), NOON, "fair"));
        new Contacts(storage).merge(ALPHA, List.of(anna), null);
        assertThat(new Audience(storage).page(ALPHA, 0, 10)).containsExactly(anna);
    }

    /** The count is SQL, a run pages through everybody: they must never tell two stories. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theCountIsWhatPagingThroughTargetingAndOptOutsGives(TestDatabase database) {
        var random = new Random(20260301);
        var storage = database.open();
        var targetings = new RandomTargeting(random, NOON);
        fill(storage, random, targetings);
        var audience = new Audience(storage);
        for (int i = 0; i < 60; i++) {
            var targeting = targetings.next();
            assertThat(audience.count(ALPHA, targeting)).as("%s", targeting).isEqualTo(paged(storage, targeting));
        }
        assertThat(audience.count(ALPHA, Targeting.EVERYBODY)).isEqualTo(paged(storage, Targeting.EVERYBODY));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void thoseWhoAreLeftOutAreCountedByTheCause(TestDatabase database) {
        var storage = database.open();
        var optOuts = new OptOuts(storage, event -> {}, TestTime.running());
        new Contacts(storage).merge(ALPHA, people(1, 10), null);
        optOuts.add(7, 1, "STOP");
        optOuts.leaveOut(7, 2, Cause.BLOCKED);
        optOuts.leaveOut(7, 3, Cause.DEACTIVATED);
        optOuts.leaveOut(7, 4, Cause.DEACTIVATED);
        // no contact, and another account's
        optOuts.add(7, 99, "STOP");
        optOuts.add(8, 5, "STOP");
        var audience = new Audience(storage);
        assertThat(audience.count(ALPHA, Targeting.EVERYBODY)).isEqualTo(6);
        assertThat(audience.leftOut(ALPHA, Targeting.EVERYBODY))
                .isEqualTo(new LeftOut(Map.of(Cause.ASKED, 1L, Cause.BLOCKED, 1L, Cause.DEACTIVATED, 2L)));
        var nobody = Targeting.EVERYBODY.with(TimeCriterion.CHAT_START, new Bound(NOON, Side.AFTER));
        assertThat(audience.leftOut(ALPHA, nobody).total()).isZero();
    }

    private static void fill(Storage storage, Random random, RandomTargeting times) {
        var contacts = new ArrayList<Contact>();
        for (long id = 1; id <= 700; id++) {
            contacts.add(wrote(id * 3, times.time().orElse(null), times.time().orElse(null)));
        }
        new Contacts(storage).merge(ALPHA, contacts, null);
        new Contacts(storage).merge(BETA, contacts.subList(0, 350), null);
        times.categorise(storage, ALPHA, contacts.stream().map(Contact::userId).toList());
        var optOuts = new OptOuts(storage, event -> {}, TestTime.running());
        for (int i = 0; i < 150; i++) {
            // some of other accounts, some of people whom nobody knows
            long account = random.nextInt(4) == 0 ? 8 : 7;
            long user = 1 + random.nextInt(2_400);
            if (random.nextBoolean()) {
                optOuts.add(account, user, "STOP");
            } else {
                optOuts.leaveOut(account, user, random.nextBoolean() ? Cause.BLOCKED : Cause.DEACTIVATED);
            }
        }
    }

    private static long paged(Storage storage, Targeting targeting) {
        var audience = new Audience(storage);
        var optOuts = new OptOuts(storage, event -> {}, TestTime.running());
        long count = 0;
        var page = audience.page(ALPHA, 0, 100);
        while (!page.isEmpty()) {
            var accepted = page.stream()
                    .filter(contact -> isSelected(targeting, contact))
                    .map(Contact::userId)
                    .toList();
            count += accepted.size() - optOuts.of(ALPHA.accountId(), accepted).size();
            page = audience.page(ALPHA, page.get(page.size() - 1).userId(), 100);
        }
        return count;
    }

    private static boolean isSelected(Targeting targeting, Contact contact) {
        return targeting.unmet(contact).isEmpty()
                && RulePerson.of(contact).is(targeting.selection().whole(), Instant.now());
    }

    private static List<Contact> people(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(id -> wrote(id, NOON, NOON))
                .toList();
    }

    private static List<Long> ids(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
