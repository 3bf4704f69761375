package org.reprise.audience.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anyLineEndWillDo(String end) throws IOException {
        assertThat(rows(String.join(end, "a,b", "", "1,2", "3,"))).containsExactly("1: a|b", "3: 1|2", "4: 3|");
        assertThat(rows(String.join(end, "a", "\"x", "y\"", "b", ""))).containsExactly("1: a", "2: x\ny", "4: b");
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|', ':', '^'})
    void anySeparatorWillDo(char separator) throws IOException {
        var text = "a,b\n1,\"x,y\"\n2,  \"z, \"\"q\"\"\" ,\n".replace(',', separator);
        assertThat(rows(text, separator))
                .containsExactly("1: a|b", "2: 1|x" + separator + "y", "3: 2|z" + separator + " \"q\"|");
    }

    @Test
    void rowsWithoutAnythingInThemArePassedOverWhateverTheirShape() throws IOException {
        assertThat(rows("a,b\n,\n,,\n    \n\"\",\"\"\n\t,\u00A0\n\u200B,\uFEFF\n=\"\",' ,\n\"\n\",\nx,\n"))
                .containsExactly("1: a|b", "8: =\"\"|' |", "11: x|");
    }

    @Test
    void quotedFieldsHoldCommasQuotesAndLineBreaks() throws IOException {
        assertThat(rows("\"a,\"\"b\"\"\",\"\",\"c\n\nd\"\ne,f \"g\" h\n"))
                .containsExactly("1: a,\"b\"||c\n\nd", "4: e|f \"g\" h");
    }

    @Test
    void aStrayQuotationMarkBreaksItsOwnRowAlone() throws IOException {
        var open = "! a quotation mark is opened and not closed";
        var after = "! text stands after a closing quotation mark";
        assertThat(rows("1,\"Bob\n2,Ann\n3,Cleo")).containsExactly("1" + open, "2: 2|Ann", "3: 3|Cleo");
        assertThat(rows("1,\"Bob\n2,\"Ann\",x\n3,Cleo")).containsExactly("1" + after, "2: 2|Ann|x", "3: 3|Cleo");
        assertThat(rows("1,\"Bob\" B\n2,Ann")).containsExactly("1" + after, "2: 2|Ann");
    }

    @Test
    void aQuotedFieldMayHoldFortyNineLineBreaksAndNoMore() throws IOException {
        assertThat(rows("\"x" + "\n".repeat(49) + "\""))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("1: ");
        assertThat(rows("\"x" + "\n".repeat(50) + "\"").get(0)).startsWith("1! a quotation mark is opened");
    }

    @Test
    void anOverlongRowIsRejectedAndTheNextOneRead() throws IOException {
        var tooLong = "! the row is longer than 65536 characters";
        var whole = "x".repeat(CsvLines.MAX_LINE_LENGTH);
        assertThat(rows("a\n" + whole + "\nb\n")).containsExactly("1: a", "2: " + whole, "3: b");
        assertThat(rows("a\n" + whole + "y\r\nb\n")).containsExactly("1: a", "2" + tooLong, "3: b");
        assertThat(rows(whole + "y")).containsExactly("1" + tooLong);
        assertThat(rows("1,\"x\n" + whole + "\"\nb"))
                .containsExactly("1! a quotation mark is opened and not closed", "2" + tooLong, "3: b");
    }

    @Test
    void linesThatAllOpenAQuoteCannotMakeItSlow() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(rows("x\",\"\n".repeat(200_000))).hasSizeGreaterThan(10_000);
        });
    }

    @Test
    void anEndlessLineTakesNoMoreMemoryThanTheLongestRow() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            var rows = new CsvRows(new InputStreamReader(new Zeros(100_000_000), UTF_8), ',');
            assertThat(rows.next().flaw().toString()).contains("longer");
            assertThat(rows.next()).isNull();
        });
    }

    @Test
    void noBytesMakeItFail() throws IOException {
        var random = new Random(4180);
        var alphabet = "1,\"\n\r \0é🌷\uFEFFa".getBytes(UTF_8);
        for (int round = 0; round < 3_000; round++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            for (int i = 0; round % 3 != 0 && i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            long line = 0;
            for (var row : all(reader(bytes, bytes.length))) {
                assertThat(row.line()).as(Arrays.toString(bytes)).isGreaterThan(line);
                assertThat(row.fields() == null).isEqualTo(row.flaw() != null);
                line = row.line();
            }
        }
    }

    @Test
    void aFileCutAnywhereLosesAtMostItsLastRow() throws IOException {
        var file = "1,Anna\n2,\"Bob, \"\"B\"\"\"\n3,\"Cl\neo 🌷\"\n4,Dora\n".getBytes(UTF_8);
        var whole = all(reader(file, file.length));
        for (int length = 0; length < file.length; length++) {
            var cut = all(reader(file, length));
            var complete = Math.min(cut.size(), whole.size()) - 1;
            for (int i = 0; i < complete && cut.get(i).flaw() == null; i++) {
                assertThat(cut.get(i).fields()).containsExactly(whole.get(i).fields());
            }
        }
    }

    private static List<String> rows(String text) throws IOException {
        return rows(text, ',');
    }

    private static List<String> rows(String text, char separator) throws IOException {
        return all(new CsvRows(new StringReader(text), separator)).stream()
                .map(row ->
                        row.line() + (row.flaw() == null ? ": " + String.join("|", row.fields()) : "! " + row.flaw()))
                .toList();
    }

    private static CsvRows reader(byte[] bytes, int length) {
        return new CsvRows(new InputStreamReader(new ByteArrayInputStream(bytes, 0, length), UTF_8), ',');
    }

    private static List<CsvRows.Row> all(CsvRows csv) throws IOException {
        var rows = new ArrayList<CsvRows.Row>();
        for (var row = csv.next(); row != null; row = csv.next()) {
            rows.add(row);
        }
        return rows;
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }
    }
}
