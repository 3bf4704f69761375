package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdRowsTest {

    /** Ids, or the line and the reason of a row that is rejected. */
    private static List<Object> read(String csv) throws IOException {
        return read(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Object> read(byte[] csv) throws IOException {
        var kept = People.FILES.keep(new ByteArrayInputStream(csv));
        var read = new ArrayList<Object>();
        try (var rows = UserIdRows.of(kept, null)) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                read.add(row.reason() == null ? (Object) row.userId() : row.line() + ": " + row.reason());
            }
        }
        return read;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\n7\n",
                "5\r\n7",
                "\uFEFF5\n\n7\n\n",
                " 5 \n\"7\"\n",
                "user_id\n5\n7\n",
                "name,USER_ID\nAnn,5\n\"B,b\",7\n",
                "name;Telegram ID\nAnn;5\n;7\n",
                "id\n5.0\n'7\n",
                "sep=;\r\n5;\r\n7;;\r\n",
                "name,name,user_id\na,b,5\n,,7,\n,,\n",
            })
    void readsIdsWithAHeaderAndWithout(String csv) throws IOException {
        assertThat(read(csv)).containsExactly(5L, 7L);
    }

    @Test
    void takesExactIdsAlone() throws IOException {
        var number = "user_id must be a whole number from 1 to 9223372036854775807, not ";
        assertThat(read("user_id\n9223372036854775807\n9223372036854775808\n-1\n0\n1.5\n1e3\n1,000\n+5\n٣\nabc\n"))
                .containsExactly(
                        Long.MAX_VALUE,
                        "3: " + number + "'9223372036854775808'",
                        "4: user_id '-1' is a group or a channel, and Reprise writes to people",
                        "5: " + number + "'0'",
                        "6: " + number + "'1.5'",
                        "7: user_id '1e3' was rounded by a spreadsheet. Format the column as text there, and enter the"
                                + " id anew.",
                        "8: the header has 1 columns, the row 2",
                        5L,
                        3L,
                        "11: " + number + "'abc'");
    }

    @Test
    void anEncodingThatIsNotSaidIsRefusedBeforeAnyRow() {
        assertThatThrownBy(() -> read("user_id,name\n5,Jürgen\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(ImportRefused.class);
    }

    @Test
    void aFieldThatIsNoWholeRowIsRejectedAlone() throws IOException {
        assertThat(read("5\n\"open\n7\n")).contains(5L, 7L).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "name\n5\n",
                "1.5\n2\n",
                "5,6\n",
                "user_id,user_id\n5,6\n",
                "chat id,telegram id\n5,6\n",
                "{\"user_id\": 5}",
                "-5\n"
            })
    void aFileThatIsNoneOfUserIdsIsRefusedAsAWhole(String csv) {
        assertThatThrownBy(() -> read(csv)).isInstanceOf(ImportRefused.class);
    }
}
