package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.reprise.access.Role;

class RouteRolesTest {
    /** What anybody may ask a route for that answers strangers less: the first wall asks for a role all the same. */
    private static final Set<String> LESS_FOR_STRANGERS = Set.of("/metrics", "/openapi", "/health");

    static Stream<OpenApiTest.Route> routes() {
        return OpenApiTest.routes();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void bothWallsSayTheSame(OpenApiTest.Route route) {
        var path = route.path().replaceAll("\\{[^}]+}", "7");
        var first = RouteRoles.needed(route.verb(), path);
        boolean open = RoleCheck.find(route.method(), Open.class) != null;
        var second = Optional.ofNullable(RoleCheck.roleOf(route.method()));
        if (LESS_FOR_STRANGERS.contains(path)) {
            assertThat(first).contains(Role.VIEWER);
        } else {
            assertThat(first).isEqualTo(second);
            assertThat(open).isEqualTo(second.isEmpty());
        }
    }

    @Test
    void everyPageHasARule() throws IOException {
        try (var pages = Files.list(Path.of("webapp"))) {
            var known = Set.of("signin", "begin", "invited", "error", "expired");
            pages.map(page -> page.getFileName().toString())
                    .filter(name -> name.endsWith(".xhtml"))
                    .map(name -> name.replace(".xhtml", ""))
                    .forEach(page -> {
                        assertThat(RouteRoles.needed("GET", "/" + page).isEmpty())
                                .as(page)
                                .isEqualTo(known.contains(page));
                        assertThat(RouteRoles.needed("POST", "/" + page + ".xhtml"))
                                .isEqualTo(RouteRoles.needed("GET", "/" + page));
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, VIEWER",
        "POST, /nothing, OWNER",
        "PUT, /campaigns/7, OWNER",
        "PROPFIND, /campaigns, OWNER",
        "GET, /sign-in, VIEWER",
        "POST, /sign-in/x, OWNER",
        "POST, /health/live, OWNER",
        "GET, /health/live/x, VIEWER",
        "POST, /telegram/7/updates/x, OWNER",
        "GET, /jakarta.faces.push/campaigns, VIEWER",
        "POST, /jakarta.faces.resource/x.js, OWNER",
        "DELETE, /people/7, OWNER"
    })
    void whatHasNoRuleNeedsARoleAllTheSame(String method, String path, Role needed) {
        assertThat(RouteRoles.needed(method, path)).contains(needed);
    }
}
