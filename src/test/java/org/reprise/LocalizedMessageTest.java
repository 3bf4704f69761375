package org.reprise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LocalizedMessageTest {
    private static final Pattern USE = Pattern.compile("LocalizedMessage\\.of\\(\\s*\"([a-z0-9.-]+)\"");

    private final Properties english = load("said.properties");
    private final Properties german = load("said_de.properties");

    @Test
    void isToldInTheLanguageOfTheReaderWithNumbersAsItWritesThem() {
        var said = LocalizedMessage.of("message.long", 5000, 4096);
        assertThat(said.in(Locale.GERMANY))
                .isEqualTo("Die Nachricht hat 5.000 Zeichen; Telegram nimmt höchstens 4.096.");
        assertThat(said.in(Locale.ENGLISH)).contains("5,000");
        assertThat(said).hasToString("message has 5000 UTF-16 units; Telegram takes 4096 at the most.");
    }

    /** A server in Germany, say: its own language is nobody's choice. */
    @Test
    void isEnglishForWhoSpeaksNoLanguageOfItsWhateverTheServerSpeaks() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(LocalizedMessage.of("import.user.missing").in(Locale.FRANCE))
                    .isEqualTo("user_id is missing");
            assertThat(LocalizedMessage.of("import.user.missing")).hasToString("user_id is missing");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatIsSaidInsideIsToldInTheSameLanguage() {
        var said = LocalizedMessage.of("import.header.broken", LocalizedMessage.of("csv.open-quote"));
        assertThat(said.in(Locale.GERMAN))
                .isEqualTo(
                        "Die erste Zeile muss die Spalten nennen, aber ein Anführungszeichen wird geöffnet und nicht geschlossen.");
        assertThat(LocalizedMessage.list(
                        List.of(LocalizedMessage.of("edited.message"), LocalizedMessage.of("edited.limit", 1200L))))
                .hasToString("message, limit 1200");
    }

    @Test
    void wordsOfOthersStayAsTheyAre() {
        assertThat(LocalizedMessage.verbatim("it's {0}, 'quoted'").in(Locale.GERMAN))
                .isEqualTo("it's {0}, 'quoted'");
    }

    @Test
    void isTheSameAfterItWasStored() {
        var said = LocalizedMessage.list(List.of(
                LocalizedMessage.of("edited.pace", new BigDecimal("1E+1")),
                LocalizedMessage.of("edited.limit", 1200L),
                LocalizedMessage.of("ended.message", "can't parse {0} \"<b>\"")));
        var restored = LocalizedMessage.restored(said.stored());
        assertThat(restored.in(Locale.GERMAN)).isEqualTo(said.in(Locale.GERMAN)).contains("Tempo 10 s", "1.200");
        assertThat(restored).hasToString(said.toString());
    }

    @Test
    void everyKeyThatIsSaidStandsInBothLanguagesAndNoOther() throws IOException {
        var java = java();
        var said = USE.matcher(java).results().map(found -> found.group(1)).toList();
        assertThat(said).isNotEmpty();
        assertThat(english.stringPropertyNames())
                .containsAll(said)
                .allMatch(key -> java.contains('"' + key + '"'), "is said somewhere");
        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    }

    /** Columns of files are known to people by their names; the id of a campaign is taken by an API alone. */
    @Test
    void peopleMeetNoNamesOfTheApi() {
        var ofTheApi = Pattern.compile(
                "[a-z]+_[a-z]+|POST /|\\b(?:attachment|message|button)\\.[a-z]+|\\bnull\\b|UTF-16 unit");
        for (var locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            var texts = ResourceBundle.getBundle(
                    LocalizedMessage.BUNDLE, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
            assertThat(texts.keySet().stream()
                            .filter(key -> !key.matches("(?:import|ids|csv)\\..*|campaign\\.given-out"))
                            .filter(key ->
                                    ofTheApi.matcher(texts.getString(key)).find()))
                    .as(locale.getLanguage())
                    .isEmpty();
        }
    }

    @Test
    void englishForPeopleHasNoKeyOfItsOwn() {
        var people = load("said_en.properties");
        assertThat(english.stringPropertyNames()).containsAll(people.stringPropertyNames());
        for (var key : people.stringPropertyNames()) {
            assertThat(placeholders(english, key)).as(key).containsAll(placeholders(people, key));
        }
    }

    @Test
    void germanLeavesNoPlaceForAValueThatEnglishDoesNotKnow() {
        for (var key : english.stringPropertyNames()) {
            assertThat(placeholders(english, key)).as(key).containsAll(placeholders(german, key));
        }
    }

    /** MessageFormat would swallow a single one, and the placeholders behind it. */
    @Test
    void straightApostrophesAreWrittenTwice() {
        assertThat(english.values())
                .noneMatch(text -> text.toString().replace("''", "").contains("'"));
        assertThat(german.values()).noneMatch(text -> text.toString().contains("'"));
    }

    private static String java() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(LocalizedMessageTest::read)
                    .collect(Collectors.joining());
        }
    }

    private static Set<String> placeholders(Properties texts, String key) {
        return Pattern.compile("\\{[^}]*}")
                .matcher(texts.getProperty(key))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties load(String name) {
        try (var in = new InputStreamReader(LocalizedMessage.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            var texts = new Properties();
            texts.load(in);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
