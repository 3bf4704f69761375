package org.reprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramProxyTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private java.nio.file.Path home;

    @ParameterizedTest
    @CsvSource({
        "socks5://127.0.0.1:1080, SOCKS5 127.0.0.1:1080",
        "socks5://me:geheim@my_proxy:1080, SOCKS5 my_proxy:1080",
        "http://me@proxy.example.org:3128/, HTTP proxy.example.org:3128",
        "socks5://[::1]:1080, SOCKS5 ::1:1080",
        "tg://proxy?server=proxy.example.org&port=443&secret=" + SECRET + ", MTPROTO proxy.example.org:443",
        "tg://proxy?server=1.2.3.4&port=443&secret=dd" + SECRET + ", MTPROTO 1.2.3.4:443",
        "tg://proxy?server=1.2.3.4&port=443&secret=ee" + SECRET + "7777772e, MTPROTO 1.2.3.4:443",
        "tg://proxy?server=1.2.3.4&port=443&secret=ASNFZ4mrze8BI0VniavN7w, MTPROTO 1.2.3.4:443",
    })
    void whatTdlibTakesIsTakenAndShownWithoutSecrets(String url, String shown) {
        assertThat(TelegramProxy.parse(url)).get().hasToString(shown);
    }

    @Test
    void userAndPasswordAreDecoded() {
        assertThat(TelegramProxy.parse("socks5://a%40b:c+d%3A@host:1"))
                .contains(new TelegramProxy(TelegramProxy.Kind.SOCKS5, "host", 1, "a@b", "c+d:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "socks5://geheim",
                "socks5://:1080",
                "socks5://host",
                "socks5://host:0",
                "socks5://host:65536",
                "socks5://host:port",
                "socks5://ho st:1",
                "socks4://host:1080",
                "https://host:3128",
                "socks5://me:geheim%zz@host:1",
                "socks5://host:1080/geheim",
                "tg://proxy",
                "tg://proxy?server=host&port=443",
                "tg://proxy?server=host&port=443&secret=geheim",
                "tg://proxy?server=host&port=443&secret=00" + SECRET,
                "tg://proxy?server=host&port=0&secret=" + SECRET,
                "tg://proxy?server=&port=443&secret=" + SECRET,
                "tg://proxy?server=one&server=two&port=443&secret=" + SECRET,
                "tg://socks?server=host&port=1080",
            })
    void whatTdlibRefusesEndsTheStartAndIsNotRepeated(String url) {
        assertThatThrownBy(() -> with(Map.of(
                        "REPRISE_TELEGRAM_PROXY", url,
                        "REPRISE_TELEGRAM_API_ID", "1",
                        "REPRISE_TELEGRAM_API_HASH", SECRET)))
                .hasMessage("REPRISE_TELEGRAM_PROXY=… cannot be used: it takes " + TelegramProxy.TAKES + ".");
    }

    @Test
    void aProxyIsForTdlibAlone() {
        assertThatThrownBy(() -> with(Map.of("REPRISE_TELEGRAM_PROXY", "socks5://host:1")))
                .hasMessageContaining("bots do not go through it");
    }

    private Settings with(Map<String, String> keys) {
        return Settings.from(key -> Optional.ofNullable(key.equals("REPRISE_HOME") ? home.toString() : keys.get(key)));
    }
}
