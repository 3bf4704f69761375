package org.reprise.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

class QuotasTest {
    private static final Caller.Origin HOME = new Caller.Origin("192.0.2.1", null);
    private static final Caller ANN = person(1, HOME);
    private static final Caller BEN = person(2, HOME);

    private final TestTime time = TestTime.at("2026-05-01T12:00:00Z");
    private final CurrentCaller caller = new CurrentCaller();
    private final Quotas quotas = with(Map.of(
            "REPRISE_REQUESTS_PER_MINUTE", "60",
            "REPRISE_ADDRESS_REQUESTS_PER_MINUTE", "100",
            "REPRISE_IMPORTS_AT_A_TIME", "2",
            "REPRISE_EXPORTS_PER_HOUR", "2",
            "REPRISE_FILE_MEGABYTES_PER_DAY", "1"));

    private Quotas with(Map<String, String> keys) {
        return new Quotas(caller, TestDatabase.settings(keys), time);
    }

    private static Caller person(long id, Caller.Origin origin) {
        return new Caller(Caller.Kind.PERSON, id, id + "@example.org", 1, Role.OPERATOR, 1L, origin);
    }

    private <T> T as(Caller who, Callable<T> work) {
        try {
            return caller.during(who, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private int requests(Caller who, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += quotas.request(who).isEmpty() ? 1 : 0;
        }
        return taken;
    }

    @Test
    void aMinutesRequestsMayComeAtOnceAndComeBackOneByOne() {
        assertThat(requests(ANN, 70)).isEqualTo(60);
        assertThat(quotas.request(ANN)).contains(Duration.ofSeconds(1));
        time.pass(Duration.ofMillis(999));
        assertThat(quotas.request(ANN)).isPresent();
        time.pass(Duration.ofMillis(1));
        assertThat(quotas.request(ANN)).isEmpty();
        assertThat(quotas.request(ANN)).isPresent();
        time.pass(Duration.ofMinutes(5));
        assertThat(requests(ANN, 70)).isEqualTo(60);
    }

    @Test
    void onePersonLeavesRoomForOthersAndAnAddressHasALimitOfItsOwn() {
        assertThat(requests(ANN, 60)).isEqualTo(60);
        assertThat(requests(BEN, 60)).isEqualTo(40);
        assertThat(requests(Caller.nobody(HOME), 1)).isZero();
        assertThat(requests(Caller.nobody(new Caller.Origin("192.0.2.9", null)), 150))
                .isEqualTo(100);
        assertThat(requests(person(3, new Caller.Origin(null, null)), 70)).isEqualTo(60);
    }

    @Test
    void whoeverIsAtTheMachineIsNotLimited() {
        var local = Caller.local(HOME);
        assertThat(requests(local, 2_000)).isEqualTo(2_000);
        as(local, () -> {
            for (int i = 0; i < 10; i++) {
                quotas.export();
                quotas.beginImport();
            }
            return null;
        });
        assertThat(as(local, quotas::mine)).isEmpty();
        quotas.export();
    }

    @Test
    void exportsAndBytesOfFilesAreCounted() {
        as(ANN, () -> {
            quotas.export();
            quotas.export();
            assertThatThrownBy(quotas::export)
                    .isInstanceOfSatisfying(
                            AccessRefused.class, e -> assertThat(e.after()).contains(Duration.ofMinutes(30)));
            quotas.requireFileBytes();
            quotas.fileBytes(3 << 20);
            assertThatThrownBy(quotas::requireFileBytes)
                    .isInstanceOfSatisfying(
                            AccessRefused.class, e -> assertThat(e.after()).contains(Duration.ofDays(2)));
            time.pass(Duration.ofDays(2));
            quotas.requireFileBytes();
            return null;
        });
        as(BEN, () -> {
            quotas.export();
            return null;
        });
        assertThat(as(BEN, quotas::mine))
                .contains(new Quotas.Use("exports", 2, 1, Duration.ofHours(1)))
                .contains(new Quotas.Use("imports", 2, 0, null));
    }

    @Test
    void anImportThatEndedMakesRoomForAnother() {
        as(ANN, () -> {
            var first = quotas.beginImport();
            quotas.beginImport();
            assertThatThrownBy(quotas::beginImport).isInstanceOf(AccessRefused.class);
            first.close();
            quotas.beginImport();
            assertThatThrownBy(quotas::beginImport).isInstanceOf(AccessRefused.class);
            return null;
        });
        as(BEN, quotas::beginImport);
    }

    @Test
    void zeroIsNoLimit() {
        var unlimited = with(Map.of(
                "REPRISE_REQUESTS_PER_MINUTE", "0",
                "REPRISE_ADDRESS_REQUESTS_PER_MINUTE", "0",
                "REPRISE_IMPORTS_AT_A_TIME", "0",
                "REPRISE_EXPORTS_PER_HOUR", "0",
                "REPRISE_FILE_MEGABYTES_PER_DAY", "0"));
        as(ANN, () -> {
            for (int i = 0; i < 1_000; i++) {
                assertThat(unlimited.request(ANN)).isEmpty();
                unlimited.export();
                unlimited.fileBytes(1L << 30);
                unlimited.beginImport();
            }
            assertThatCode(unlimited::requireFileBytes).doesNotThrowAnyException();
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {30_000, 100_000})
    void strangersFromEverywhereFillNoMemory(int addresses) {
        var rate = new Rate(10, Duration.ofMinutes(1), time);
        for (int i = 0; i < addresses; i++) {
            rate.take("address " + i, 1);
        }
        assertThat(rate.keys()).isLessThanOrEqualTo(20_000);
    }
}
