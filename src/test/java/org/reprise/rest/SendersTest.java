package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reprise.Settings;
import org.reprise.testing.TestDatabase;

class SendersTest {
    @ParameterizedTest
    @CsvSource({
        // without proxies nobody is believed
        "'', 203.0.113.5, 198.51.100.1, 203.0.113.5",
        "'', 127.0.0.1, 198.51.100.1, 127.0.0.1",
        // a proxy is, and nobody else
        "127.0.0.1, 127.0.0.1, 198.51.100.1, 198.51.100.1",
        "127.0.0.1, 203.0.113.5, 198.51.100.1, 203.0.113.5",
        "127.0.0.1, 127.0.0.1, '', 127.0.0.1",
        // what stands before what it says was written by whoever asks
        "127.0.0.1, 127.0.0.1, '6.6.6.6, 198.51.100.1', 198.51.100.1",
        "127.0.0.1, 127.0.0.1, '6.6.6.6|198.51.100.1', 198.51.100.1",
        "'127.0.0.1,10.0.0.0/8', 127.0.0.1, '6.6.6.6, 198.51.100.1, 10.1.2.3', 198.51.100.1",
        "'127.0.0.1,10.0.0.0/8', 127.0.0.1, '10.9.9.9, 10.1.2.3', 10.9.9.9",
        "127.0.0.1, 127.0.0.1, 'unknown', 127.0.0.1",
        "127.0.0.1, 127.0.0.1, '198.51.100.1, _hidden', 127.0.0.1",
        "::1, 0:0:0:0:0:0:0:1, 2001:db8::7, 2001:db8:0:0:0:0:0:7",
        "::1, '[::1]', '[2001:db8::7]', 2001:db8:0:0:0:0:0:7"
    })
    void comesFromWhereProxiesThatAreNamedSay(String proxies, String connection, String header, String sender) {
        var settings = Settings.from(key -> Optional.ofNullable(Map.of(
                                "REPRISE_DATA_DIR",
                                TestDatabase.temporaryDirectory().toString(),
                                "REPRISE_PROXIES",
                                proxies)
                        .get(key))
                .filter(value -> !value.isEmpty()));
        assertThat(new Senders(settings).address(request(connection, header))).isEqualTo(sender);
    }

    private static HttpServletRequest request(String connection, String header) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                SendersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, values) -> switch (method.getName()) {
                    case "getRemoteAddr" -> connection;
                    case "getHeaders" ->
                        Collections.enumeration(
                                header.isEmpty()
                                        ? List.of()
                                        : Stream.of(header.split("\\|")).toList());
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
