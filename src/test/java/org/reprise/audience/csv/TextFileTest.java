package org.reprise.audience.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {
    private static final String TEXT = "user_id;Jürgen 💀 Иван 李\r\nx";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aByteOrderMarkSaysHowItIsEncodedWhateverSomebodyDeclares(String encoding) throws IOException {
        var file = file(("\uFEFF" + TEXT).getBytes(encoding));
        for (var declared : new Charset[] {null, StandardCharsets.UTF_8, Charset.forName("windows-1252")}) {
            var text = TextFile.of(file, declared);
            assertThat(text.charset().name()).isEqualTo(encoding);
            assertThat(read(text)).isEqualTo(TEXT);
            assertThat(text.firstMalformedLine()).isEmpty();
            assertThat(text.looksLikeUtf16()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1252, José Müller €",
        "windows-1251, Иван",
        "windows-1250, Łukasz Kovář",
        "Shift_JIS, 山田",
        "GB18030, 李小龙",
        "UTF-16LE, Иван 💀",
        "UTF-16, 李"
    })
    void aDeclaredEncodingIsObeyed(String encoding, String name) throws IOException {
        var text = TextFile.of(file(name.getBytes(encoding)), Charset.forName(encoding));
        assertThat(read(text)).endsWith(name);
        assertThat(text.firstMalformedLine()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a\\nb\\né, 3", "a\\r\\nb\\r\\né, 3", "a\\rb\\ré\\r, 3", "é, 1", "\\n\\n\\r\\ré, 5"})
    void theFirstLineThatIsNotOfTheEncodingIsFound(String text, long line) throws IOException {
        var bytes = text.replace("\\n", "\n").replace("\\r", "\r").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(TextFile.of(file(bytes), null).firstMalformedLine()).hasValue(line);
    }

    @Test
    void whatTheFileReallySaysIsNotMistakenForBrokenBytes() throws IOException {
        var text = TextFile.of(file("\uFFFD 💀 ü".getBytes(StandardCharsets.UTF_8)), null);
        assertThat(text.firstMalformedLine()).isEmpty();
        var cut = "💀".getBytes(StandardCharsets.UTF_8);
        assertThat(TextFile.of(file(java.util.Arrays.copyOf(cut, 3)), null).firstMalformedLine())
                .hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf16WithoutAMarkIsNoticedInOtherScriptsToo(String encoding) throws IOException {
        for (var text : List.of(
                "Имя;Телеграм ID\r\nЮлия Иванова Петрова;22\r\n",
                "名前,user_id\n山田太郎,5\n",
                "user_id\tاسم\r\n501\tمحمد\r\n")) {
            assertThat(TextFile.of(file(text.getBytes(encoding)), null).looksLikeUtf16())
                    .as(text)
                    .isTrue();
        }
    }

    @Test
    void utf16WithoutAMarkIsNoticed() throws IOException {
        assertThat(TextFile.of(file("user_id\n1".getBytes("UTF-16LE")), null).looksLikeUtf16())
                .isTrue();
        assertThat(TextFile.of(file("user_id\n1".getBytes("UTF-16BE")), null).looksLikeUtf16())
                .isTrue();
        assertThat(TextFile.of(file("user_id\n1\0".getBytes("UTF-8")), null).looksLikeUtf16())
                .isFalse();
        assertThat(TextFile.of(file(new byte[0]), null).looksLikeUtf16()).isFalse();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(directory, "", ""), bytes);
    }

    private static String read(TextFile text) throws IOException {
        var read = new StringWriter();
        try (var reader = text.open()) {
            reader.transferTo(read);
        }
        return read.toString();
    }
}
