package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.audience.ImportTimes.Flaw;
import org.reprise.audience.ImportTimes.Unreadable;

class ImportTimesTest {
    private static final ImportTimes ZONELESS = new ImportTimes(null);
    private static final ImportTimes BERLIN = new ImportTimes(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            2026-01-15T10:00:00Z¦2026-01-15T10:00:00Z
            2026-01-15T10:00Z¦2026-01-15T10:00:00Z
            2026-01-15t10:00z¦2026-01-15T10:00:00Z
            2026-01-15 10:00:00Z¦2026-01-15T10:00:00Z
            2026-01-15 10:00:00+00:00¦2026-01-15T10:00:00Z
            2026-01-15 10:00:00 +0000¦2026-01-15T10:00:00Z
            2026-01-15 10:00:00 UTC¦2026-01-15T10:00:00Z
            2026-01-15 10:00 GMT+2¦2026-01-15T08:00:00Z
            2026-01-15T10:00:00+02:00¦2026-01-15T08:00:00Z
            2026-01-15T10:00:00+0200¦2026-01-15T08:00:00Z
            2026-01-15T10:00:00-05¦2026-01-15T15:00:00Z
            2026-01-15T10:00:00.123456Z¦2026-01-15T10:00:00.123456Z
            2026-01-15T10:00:00,5Z¦2026-01-15T10:00:00.500Z
            2026-01-15T10:00:00.1234567891Z¦2026-01-15T10:00:00.123456789Z
            2026-01-15T10:00+01:00[Europe/Berlin]¦2026-01-15T09:00:00Z
            2026-07-15 10:00 Europe/Berlin¦2026-07-15T08:00:00Z
            2026/01/15 10:00Z¦2026-01-15T10:00:00Z
            2026-1-5T9:05Z¦2026-01-05T09:05:00Z
            15.01.2026 10:00 Z¦2026-01-15T10:00:00Z
            01/15/2026 10:00 AM UTC¦2026-01-15T10:00:00Z
            '01/15/2026, 12:30:05 pm +0000'¦2026-01-15T12:30:05Z
            01/15/2026 12:00 AM UTC¦2026-01-15T00:00:00Z
            2026-01-15¦2026-01-15T00:00:00Z
            2026/01/15¦2026-01-15T00:00:00Z
            1768471200¦2026-01-15T10:00:00Z
            1768471200.0¦2026-01-15T10:00:00Z
            1768471200.25¦2026-01-15T10:00:00.250Z
            1768471200123¦2026-01-15T10:00:00.123Z
            'Thu, 15 Jan 2026 10:00:00 GMT'¦2026-01-15T10:00:00Z
            ۲۰۲۶-۰۱-۱۵T۱۰:۰۰Z¦2026-01-15T10:00:00Z
            2026‑01‑15T10:00Z¦2026-01-15T10:00:00Z
            """)
    void aTimeThatSaysWhichItIsNeedsNoZone(String written, Instant meant) throws Unreadable {
        assertThat(ZONELESS.read(written)).isEqualTo(meant);
        if (!written.matches("\\d{4}.\\d\\d.\\d\\d")) {
            assertThat(BERLIN.read(written)).isEqualTo(meant);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            2026-01-15T10:00:00¦2026-01-15T09:00:00Z
            2026-01-15 10:00:00¦2026-01-15T09:00:00Z
            2026-07-15 10:00:00.5¦2026-07-15T08:00:00.500Z
            2026-01-15_10:00¦2026-01-15T09:00:00Z
            15.01.2026 10:00¦2026-01-15T09:00:00Z
            15.01.2026¦2026-01-14T23:00:00Z
            03.04.2026¦2026-04-02T22:00:00Z
            01/15/2026 10:00¦2026-01-15T09:00:00Z
            15/01/2026 10:00¦2026-01-15T09:00:00Z
            15-01-2026¦2026-01-14T23:00:00Z
            05/05/2026¦2026-05-04T22:00:00Z
            1/15/2026 3:07 p.m.¦2026-01-15T14:07:00Z
            """)
    void oneWithoutAnOffsetIsTakenInTheZone(String written, Instant meant) throws Unreadable {
        assertThat(BERLIN.read(written)).isEqualTo(meant);
        assertFlaw(ZONELESS, written, Flaw.ZONELESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"03/04/2026", "3/4/2026 10:00", "03-04-2026", "12/11/2026 10:00Z"})
    void whereTheDayMayBeTheMonthNothingIsGuessed(String written) {
        assertFlaw(BERLIN, written, Flaw.DAY_OR_MONTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-29 02:30", "2026-10-25 02:30"})
    void whereClocksAreTurnedNothingIsGuessed(String written) {
        assertFlaw(BERLIN, written, Flaw.TWICE_OR_NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-02-30",
                "2026-13-01",
                "0000-01-01",
                "+999999999-12-31T00:00:00Z",
                "2026-01-15T25:00Z",
                "2026-01-15T10:60Z",
                "15.01.26",
                "1/15/26 10:00",
                "20260115",
                "46037.4166",
                "176847120",
                "17684712000",
                "99999999999",
                "9999999999999",
                "10:00",
                "NULL",
                "2026-01-15T10:00:00+25:00",
                "2026-01-15 10:00 CET2",
                "32.01.2026",
                "13/13/2026",
                "2026-01/15",
                "01/15/2026 13:00 PM",
                "2026-01-15 10:00 Europe/Atlantis",
                "-5"
            })
    void whatIsNoTimeIsNone(String written) {
        assertFlaw(BERLIN, written, Flaw.UNREADABLE);
    }

    @Property
    void nothingThatStandsThereMakesItFail(@ForAll String written) {
        try {
            assertThat(BERLIN.read(written)).isNotNull();
        } catch (Unreadable e) {
            assertThat(e.flaw()).isNotNull();
        }
    }

    private static void assertFlaw(ImportTimes times, String written, Flaw flaw) {
        assertThatThrownBy(() -> times.read(written))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.flaw()).isEqualTo(flaw));
    }
}
