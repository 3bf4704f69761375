package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class AuditChangeTest {
    @Test
    void tellsWhatIsDifferentSince() {
        var before = json("{\"role\":\"viewer\",\"name\":\"Ann\",\"zone\":\"\"}");
        var after = json("{\"role\":\"operator\",\"name\":\"Ann\",\"zone\":\"UTC\"}");
        assertThat(AuditChange.lines(before, after)).containsExactly("role: viewer → operator", "zone: – → UTC");
    }

    @Test
    void ofSomethingNewTellsWhatItIs() {
        assertThat(AuditChange.lines(null, json("{\"expires_at\":\"\",\"limit\":5,\"name\":\"warehouse\"}")))
                .containsExactly("limit: 5", "name: warehouse");
        assertThat(AuditChange.lines(null, null)).isEmpty();
    }

    @Test
    void cutsWhatIsLong() {
        var wide = "a".repeat(500);
        assertThat(AuditChange.lines(null, json("{\"text\":\"" + wide + "\"}")).get(0))
                .hasSize("text: ".length() + 201)
                .endsWith("…");
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
