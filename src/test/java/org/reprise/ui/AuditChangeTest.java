package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class AuditChangeTest {
    private static final AuditChange RAW = new AuditChange(key -> Optional.empty());

    @Test
    void tellsWhatIsDifferentSince() {
        var before = json("{\"role\":\"viewer\",\"name\":\"Ann\",\"zone\":\"\"}");
        var after = json("{\"role\":\"operator\",\"name\":\"Ann\",\"zone\":\"UTC\"}");
        assertThat(RAW.lines(before, after)).containsExactly("role: viewer → operator", "zone: – → UTC");
    }

    @Test
    void ofSomethingNewTellsWhatItIs() {
        assertThat(RAW.lines(null, json("{\"expires_at\":\"\",\"limit\":5,\"name\":\"warehouse\"}")))
                .containsExactly("limit: 5", "name: warehouse");
        assertThat(RAW.lines(null, null)).isEmpty();
    }

    @Test
    void cutsWhatIsLong() {
        var wide = "a".repeat(500);
        assertThat(RAW.lines(null, json("{\"text\":\"" + wide + "\"}")).get(0))
                .hasSize("text: ".length() + 201)
                .endsWith("…");
    }

    @Test
    void saysInPeoplesWordsWhatPagesHaveWordsFor() {
        var before = json("{\"sleep_time\":1.0,\"format\":\"plain\",\"targeting\":[],\"paid_broadcast\":false}");
        var after = json("{\"sleep_time\":0.5,\"format\":\"html\",\"targeting\":[\"a\",\"b\"],\"paid_broadcast\":true,"
                + "\"changed\":[\"text\",\"extras\"],\"of_a_later_make\":7}");
        assertThat(in("en").lines(before, after))
                .containsExactly(
                        "Seconds between messages: 1.0 → 0.5",
                        "Format: Plain text → HTML",
                        "Audience: – → a, b",
                        "Paid broadcast: no → yes",
                        "Changed in the message: – → text, attachment, buttons or options",
                        "of a later make: – → 7");
        assertThat(in("de").lines(null, json("{\"role\":\"owner\",\"expires_at\":\"never\",\"disabled\":false}")))
                .containsExactly("Rolle: Inhaber", "Läuft ab: nie", "Gesperrt: nein");
    }

    private static AuditChange in(String language) {
        var bundle = ResourceBundle.getBundle(Words.BUNDLE, Locale.forLanguageTag(language));
        return new AuditChange(key -> bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty());
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
