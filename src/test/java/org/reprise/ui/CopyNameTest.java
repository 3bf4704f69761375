package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CopyNameTest {
    @Test
    void namesTheOriginal() {
        assertThat(copy("Spring sale")).isEqualTo("Copy of Spring sale");
    }

    @Test
    void isNoOtherCampaignsName() {
        assertThat(copy("Sale", "Sale", "Copy of Sale")).isEqualTo("Copy of Sale (2)");
        assertThat(copy("Sale", "Copy of Sale", "Copy of Sale (2)")).isEqualTo("Copy of Sale (3)");
    }

    @Test
    void ofACopyNamesTheFirstOriginal() {
        assertThat(copy("Copy of Sale", "Copy of Sale")).isEqualTo("Copy of Sale (2)");
        assertThat(copy("Copy of Sale (2)", "Copy of Sale", "Copy of Sale (2)")).isEqualTo("Copy of Sale (3)");
        assertThat(copy("Copy of Sale (2026)")).isEqualTo("Copy of Sale (2026)");
    }

    @Test
    void staysANameHoweverLongTheOriginalIs() {
        assertThat(copy("x".repeat(200))).hasSize(200).startsWith("Copy of xx").endsWith("x…");
        var emoji = copy("\uD83D\uDE00".repeat(100), copy("\uD83D\uDE00".repeat(100)));
        assertThat(emoji.length()).isLessThanOrEqualTo(200);
        assertThat(emoji).endsWith("\uD83D\uDE00… (2)");
    }

    private static String copy(String name, String... taken) {
        return CopyName.of(name, each -> "Copy of " + each, Set.of(taken));
    }
}
