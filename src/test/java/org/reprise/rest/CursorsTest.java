package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.campaign.Campaigns;

class CursorsTest {

    @Test
    void aCursorLeadsBackToItsPlace() {
        assertThat(Cursors.number(Cursors.after(139_102_411))).isEqualTo(139_102_411);
        assertThat(Cursors.number(null)).isZero();
        assertThat(Cursors.campaign(null)).isEqualTo(Campaigns.Cursor.START);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "zzz", "%", "MS4x!", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "OTIyMzM3MjAzNjg1NDc3NTgwOA"})
    void anyOtherTextIsMalformed(String cursor) {
        assertThatThrownBy(() -> Cursors.number(cursor)).isInstanceOf(RequestRefused.class);
        assertThatThrownBy(() -> Cursors.campaign(cursor)).isInstanceOf(RequestRefused.class);
    }
}
