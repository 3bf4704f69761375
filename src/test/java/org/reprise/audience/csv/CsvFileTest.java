package org.reprise.audience.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFileTest {
    @TempDir
    private Path directory;

    /** Here {@code ⏎} is the end of a line and {@code →} a tab. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '\1', textBlock = """
            id,name⏎1,a;b¦,¦2
            id;name⏎1;a,b¦;¦2
            id→name⏎1→a, b; c¦→¦2
            id|name⏎1|a¦|¦2
            "id";"na,me"⏎"1";"a"¦;¦2
            "id, the";x⏎1;2¦;¦2
            "id";"a,b,c,d"⏎1;x¦;¦2
            "id"→"a;b;c,d"⏎1→x¦→¦2
            id⏎1⏎2¦,¦1
            id⏎1;⏎2;¦;¦1
            id⏎1→x⏎2→y¦→¦1
            id⏎501000008,00⏎501000009,0¦;¦1
            id⏎1234,000⏎1,x¦,¦1
            Nummer;Name;Stadt⏎1;Doe, John;Bonn, Rhein¦;¦3
            sep=;⏎id;name,x⏎1;a¦;¦2
            sep=,⏎id,name⏎1,a¦,¦2
            SEP=|⏎id|name¦|¦2
            "sep=;"⏎id;name¦;¦2
            sep=→⏎id→name¦→¦2
            sep=;;;;⏎id;name;x;y⏎1;a;b;c¦;¦4
             sep=, ⏎id,name¦,¦2
            sep=^⏎id^name¦^¦2
            ⏎⏎,,⏎id,name⏎1,a¦,¦2
            id;name;;;⏎1;a;;;¦;¦5
            """)
    void theSeparatorIsRecognised(String text, String separator, int cells) throws IOException {
        var file = Files.writeString(
                directory.resolve("file.csv"), text.replace("⏎", "\r\n").replace("→", "\t"));
        for (var bytes : new byte[][] {Files.readAllBytes(file), marked(Files.readAllBytes(file))}) {
            var csv = CsvFile.of(TextFile.of(Files.write(file, bytes), null), title -> title.equals("id"));
            assertThat(csv.separator()).isEqualTo(separator.replace("→", "\t").charAt(0));
            try (var rows = csv.rows()) {
                assertThat(rows.next().fields()).hasSize(cells);
            }
        }
    }

    private static byte[] marked(byte[] bytes) {
        return ("\uFEFF" + new String(bytes, UTF_8)).getBytes(UTF_8);
    }
}
