package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactRowsTest {

    @Test
    void titlesMayBeCapitalsWithBlanksInAnyOrder() throws RowRejected {
        var rows = rows(" Last_Name ", "note", "USER_ID", "opted_in_source");
        var contact = rows.contact(row("Berg", "ignored", " 42 ", "fair"));
        assertThat(contact).isEqualTo(new Contact(42, null, null, "Berg", null, null, null, null, null, "fair"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "+1", "1.0", "1e3", "abc", "٣", "9223372036854775808", "99999999999999999999"})
    void aUserIdIsAWholeNumberThatFits(String userId) {
        assertThatThrownBy(() -> rows("user_id").contact(row(userId)))
                .isInstanceOf(RowRejected.class)
                .hasMessage("user_id must be a whole number from 1 to 9223372036854775807, not '" + userId + "'");
    }

    @Test
    void theLargestUserIdIsTaken() throws RowRejected {
        assertThat(rows("user_id").contact(row("9223372036854775807")).userId()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aRowWithoutUserIdIsRejected() {
        assertThatThrownBy(() -> rows("user_id", "phone").contact(row(" ", "1")))
                .hasMessage("user_id is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T09:30:00Z, 2026-01-31T09:30:00Z",
        "2026-01-31T09:30Z, 2026-01-31T09:30:00Z",
        "2026-01-31T09:30:00.123Z, 2026-01-31T09:30:00.123Z",
        "2026-01-31T09:30:00+02:00, 2026-01-31T07:30:00Z",
        "2026-01-31T09:30:00+0200, 2026-01-31T07:30:00Z",
        "2026-01-31T09:30:00-05, 2026-01-31T14:30:00Z",
        "2026-01-31, 2026-01-31T00:00:00Z"
    })
    void aTimeIsIsoWithItsOffsetOrADate(String written, Instant meant) throws RowRejected {
        assertThat(rows("user_id", "last_message_at").contact(row("1", written)).lastMessageAt())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T09:30:00",
                "2026-02-30",
                "31.01.2026",
                "1767225600",
                "yesterday",
                "0000-01-01",
                "+999999999-12-31T00:00:00Z",
                "2026-01-31 09:30:00Z"
            })
    void anyOtherTimeIsRejected(String written) {
        assertThatThrownBy(() -> rows("user_id", "opted_in_at").contact(row("1", written)))
                .isInstanceOf(RowRejected.class)
                .hasMessageStartingWith("opted_in_at must be a time with its offset")
                .hasMessageEndingWith("not '" + written + "'");
    }

    @ParameterizedTest
    @CsvSource({"@anna, anna", "anna, anna", "' @anna ', anna", "@,", "' ',"})
    void aUsernameLosesItsAtSign(String written, String kept) throws RowRejected {
        assertThat(rows("user_id", "username").contact(row("1", written)).username())
                .isEqualTo(kept);
    }

    @Test
    void aTextIsMeasuredInCharactersAsPeopleCountThem() throws RowRejected {
        var rows = rows("user_id", "first_name");
        assertThat(rows.contact(row("1", "🌷".repeat(200))).firstName()).hasSize(400);
        assertThatThrownBy(() -> rows.contact(row("1", "n".repeat(201))))
                .hasMessage("first_name is longer than 200 characters");
    }

    @Test
    void aRowHasAsManyFieldsAsTheHeader() {
        var rows = rows("user_id", "first_name");
        assertThatThrownBy(() -> rows.contact(row("1"))).hasMessage("the header has 2 columns, the row 1");
        assertThatThrownBy(() -> rows.contact(row("1", "A", ""))).hasMessage("the header has 2 columns, the row 3");
    }

    @Test
    void whatNoDatabaseCanHoldIsRejectedInAnyColumn() {
        var rows = rows("user_id", "note");
        assertThatThrownBy(() -> rows.contact(row("1", "a\0b"))).hasMessage("the row holds a NUL character");
        assertThatThrownBy(() -> rows.contact(row("1", "a\uD83D")))
                .hasMessage("the row holds bytes that are not UTF-8");
        assertThatThrownBy(() -> rows.contact(row("1", "\uDC80"))).hasMessage("the row holds bytes that are not UTF-8");
    }

    @Test
    void anUnusableHeaderIsRefusedWithWhatItLacks() {
        assertThatThrownBy(() -> new ContactRows(null)).hasMessageContaining("empty");
        assertThatThrownBy(() -> rows("user_id;username")).hasMessageContaining("'user_id;username'");
        assertThatThrownBy(() -> rows("user_id", "User_ID")).hasMessageContaining("user_id twice");
        assertThatThrownBy(() -> rows("\0\1\2" + "x".repeat(60_000)))
                .hasMessageContaining("'???xxx")
                .hasMessageEndingWith("…'");
    }

    private static ContactRows rows(String... titles) {
        return new ContactRows(row(titles));
    }

    private static CsvRows.Row row(String... fields) {
        return new CsvRows.Row(1, fields, null);
    }
}
