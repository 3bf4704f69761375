package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.reprise.rest.GuardedResponse.Kind;

class GuardedResponseTest {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Faces resets an answer before a bean writes a file into it. */
    @Test
    void aFileOfAPageKeepsWhatBrowsersAreTold() {
        var server = server();
        server.setHeader("Cache-Control", "no-store");
        var response = new GuardedResponse(server, "localhost", Kind.PAGE);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.addHeader("Set-Cookie", "a=1");
        response.addHeader("Set-Cookie", "b=2");
        response.reset();
        response.setHeader("Cache-Control", "public");
        assertThat(headers)
                .containsEntry("Cache-Control", List.of("no-store"))
                .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                .containsEntry("Set-Cookie", List.of("a=1", "b=2"));
    }

    /** What a servlet container does with headers, and nothing else. */
    private HttpServletResponse server() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (self, method, values) -> {
                    switch (method.getName()) {
                        case "setHeader" -> {
                            if (values[1] == null) {
                                headers.remove(values[0]);
                            } else {
                                headers.put((String) values[0], new ArrayList<>(List.of((String) values[1])));
                            }
                        }
                        case "addHeader" ->
                            headers.computeIfAbsent((String) values[0], name -> new ArrayList<>())
                                    .add((String) values[1]);
                        case "getHeaderNames" -> {
                            return List.copyOf(headers.keySet());
                        }
                        case "getHeaders" -> {
                            return headers.getOrDefault((String) values[0], List.of());
                        }
                        case "reset" -> headers.clear();
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }
}
