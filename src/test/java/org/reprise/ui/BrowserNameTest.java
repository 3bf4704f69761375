package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrowserNameTest {
    @Test
    void isWhatPeopleCallIt() {
        assertThat(BrowserName.of("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/140.0.0.0 Safari/537.36"))
                .isEqualTo(new BrowserName("Chrome", "Linux"));
        assertThat(BrowserName.of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"))
                .isEqualTo(new BrowserName("Edge", "Windows"));
        assertThat(BrowserName.of("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
                        + " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"))
                .isEqualTo(new BrowserName("Safari", "iPhone"));
        assertThat(BrowserName.of("curl/8.5.0")).isEqualTo(new BrowserName("", ""));
        assertThat(BrowserName.of(null)).isEqualTo(new BrowserName("", ""));
    }
}
