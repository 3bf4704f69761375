package org.reprise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTextTest {
    @Test
    void wordsAreKeptAsTheyAre() {
        assertThat(SearchText.of("  Anna \t O'Neil\u0000 ")).isEqualTo("Anna   O'Neil");
        assertThat(SearchText.of("🌷 100%")).isEqualTo("🌷 100%");
    }

    @Test
    void nothingIsEverything() {
        assertThat(SearchText.of(null)).isEmpty();
        assertThat(SearchText.of(" \n ")).isEmpty();
    }

    @Test
    void noSearchIsLong() {
        assertThat(SearchText.of("x".repeat(10_000_000))).hasSize(200);
        assertThat(SearchText.of("a ".repeat(1_000_000)).split(" ")).hasSize(10);
        assertThat(SearchText.of("🌷".repeat(1_000))
                        .codePointCount(0, SearchText.of("🌷".repeat(1_000)).length()))
                .isEqualTo(200);
    }
}
