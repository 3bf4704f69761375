package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "501000008",
                "501000008.0",
                "501000008.00",
                "501000008.000000",
                "501000008,0",
                "501000008,00",
                "501000008,000",
                "501000008.",
                "=\"501000008\"",
                "= \"501000008\"",
                "=501000008",
                "'501000008",
                "’501000008",
                "+501000008",
                "'+501000008",
                "=\"+501000008\"",
                "\"501000008\"",
                "“501000008”",
                " 501000008 ",
                "\u00A0501000008\u202F",
                "\u200B501000008",
                "\u202A501000008\u202C",
                "\u202A+501000008\u202C",
                "\uFEFF501000008",
                "501\u200B000008",
                "501,000,008",
                "501.000.008",
                "501 000 008",
                "501\u00A0000\u00A0008",
                "501\u202F000\u202F008",
                "501'000'008",
                "501’000’008",
                "501,000,008.00",
                "501.000.008,00",
                "501 000 008,0",
                "000501000008",
                "٥٠١٠٠٠٠٠٨",
                "۵۰۱۰۰۰۰۰۸",
                "５０１０００００８",
                "＋５０１０００００８",
            })
    void everyExactFormIsRead(String cell) throws RowRejected {
        assertThat(UserIds.read(cell)).isEqualTo(501_000_008L);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "9223372036854775807, 9223372036854775807",
        "5.0, 5",
        "777000, 777000",
        "1 000, 1000",
        "501 000, 501000"
    })
    void smallAndLargeOnesAreRead(String cell, long id) throws RowRejected {
        assertThat(UserIds.read(cell)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "00",
                "0.0",
                "1.5",
                "501000008.5",
                "501.000",
                "501,000",
                "1,000",
                "abc",
                "@anna",
                "50 10",
                "501,00,008",
                "501,000.008",
                "501.000,008",
                "9223372036854775808",
                "99999999999999999999",
                "1e",
                "e5",
                "0x1F",
                "501000008x",
                "501-000-008",
                "#N/A",
                "NULL",
                "12²",
                "½",
                "1/2",
                "tg://user?id=5",
                "501;502",
                "(501)",
                "++5"
            })
    void whatMayMeanAnotherNumberIsRefused(String cell) {
        assertThatThrownBy(() -> UserIds.read(cell))
                .isInstanceOf(RowRejected.class)
                .hasMessage("user_id must be a whole number from 1 to 9223372036854775807, not '" + cell + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5.01E+08",
                "5,01E+08",
                "5.01e8",
                "5E8",
                "1e3",
                "5.01000008E8",
                "'5.01E+08",
                "=\"5.01E+08\"",
                "-5E8"
            })
    void whatASpreadsheetRoundedIsRefusedWithTheWayOut(String cell) {
        assertThatThrownBy(() -> UserIds.read(cell))
                .hasMessage("user_id '" + cell + "' was rounded by a spreadsheet. Format the column as text there, and"
                        + " enter the id anew.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1001234567890", "-5", "-1001234567890.0", "'-100123", "−100123", "–100123", "=\"-100\"", "- 5"
            })
    void aGroupOrChannelIsRefusedAsOne(String cell) {
        assertThatThrownBy(() -> UserIds.read(cell))
                .hasMessage("user_id '" + cell + "' is a group or a channel, and Reprise writes to people");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00A0", "\u200B", "=\"\"", "'", "\"\""})
    void nothingIsMissing(String cell) {
        assertThatThrownBy(() -> UserIds.read(cell)).hasMessage("user_id is missing");
    }

    @Property
    void aNumberIsReadAsItselfOrNotAtAll(@ForAll @LongRange(min = 1) long id) throws RowRejected {
        for (var cell : new String[] {
            id + "",
            id + ".0",
            "=\"" + id + "\"",
            "'" + id,
            "+" + id,
            String.format("% ,d", id).strip(),
            id + ",00"
        }) {
            assertThat(read(cell)).as(cell).isIn(id, 0L);
        }
        assertThat(UserIds.read(id + "")).isEqualTo(id);
    }

    @Property
    void nothingThatStandsThereMakesItFail(@ForAll String cell) {
        assertThat(read(cell)).isNotNegative();
    }

    private static long read(String cell) {
        try {
            return UserIds.read(cell);
        } catch (RowRejected e) {
            return 0;
        }
    }
}
