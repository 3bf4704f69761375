package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
    @ParameterizedTest
    @CsvSource({
        "/metrics, /metrics",
        "//metrics, /metrics",
        "/metrics/, /metrics",
        "/api/metrics, /metrics",
        "//api//metrics//, /metrics",
        "/metrics;a=b, /metrics",
        "/api;x/metrics;a/base, /metrics/base",
        "/api, /",
        "/, /",
        "/apis, /apis"
    })
    void manyWaysLeadToOneRoute(String path, String route) {
        assertThat(Route.of(path)).isEqualTo(route);
    }
}
