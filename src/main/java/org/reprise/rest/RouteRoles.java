package org.reprise.rest;

import static org.reprise.access.Role.OPERATOR;
import static org.reprise.access.Role.OWNER;
import static org.reprise.access.Role.VIEWER;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.reprise.access.Role;

/**
 * Which role a method and route need. What does not stand here needs a role all the same: to read, a viewer's, and for
 * anything else an owner's. {@link RoleCheck} asks once more, by what stands at each resource; a test holds both
 * together.
 */
final class RouteRoles {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** @param role null: anybody may come */
    private record Rule(Set<String> methods, Pattern route, Role role) {
        boolean holds(String method, String path) {
            return methods.contains(method) && route.matcher(path).matches();
        }
    }

    private static final List<Rule> RULES = List.of(
            open("GET", "/health/live"),
            open("GET", "/health/ready"),
            open("POST", "/telegram/*/updates"),
            open("POST", "/sign-in"),
            open("POST", "/setup"),
            open("POST", "/join"),
            rule("POST", "/sign-out", VIEWER),
            rule("POST", "/me/password", VIEWER),
            rule("DELETE", "/me/sign-ins/*", VIEWER),
            rule("POST", "/execute_campaign", OPERATOR),
            rule("POST", "/update_campaign/*", OPERATOR),
            rule("POST", "/stop_campaign/*", OPERATOR),
            rule("POST", "/resume_campaign/*", OPERATOR),
            rule("POST", "/campaigns", OPERATOR),
            rule("DELETE", "/campaigns/*", OPERATOR),
            rule("POST", "/campaigns/*/start", OPERATOR),
            rule("POST", "/campaigns/*/stop", OPERATOR),
            rule("POST", "/campaigns/*/resume", OPERATOR),
            rule("POST", "/campaigns/*/update", OPERATOR),
            rule("POST", "/campaigns/*/sent", OPERATOR),
            rule("POST", "/campaigns/*/retry-failed", OPERATOR),
            rule("POST", "/campaigns/*/uncertain", OPERATOR),
            rule("POST", "/contacts/import", OPERATOR),
            rule("PATCH", "/contacts/*/*", OPERATOR),
            rule("DELETE", "/contacts/*/*", OPERATOR),
            rule("POST", "/contacts/*/*/tags", OPERATOR),
            rule("DELETE", "/contacts/*/*/tags", OPERATOR),
            rule("GET", "/contacts/*/*/export", OPERATOR),
            rule("POST", "/attributes", OPERATOR),
            rule("DELETE", "/attributes/*", OPERATOR),
            rule("DELETE", "/tags/*", OPERATOR),
            rule("POST", "/categories", OPERATOR),
            rule("POST", "/categories/history", OPERATOR),
            rule("PUT", "/categories/*", OPERATOR),
            rule("DELETE", "/categories/*", OPERATOR),
            rule("POST", "/segments", OPERATOR),
            rule("PUT", "/segments/*", OPERATOR),
            rule("DELETE", "/segments/*", OPERATOR),
            rule("POST", "/audience/preview", VIEWER),
            rule("POST", "/campaigns/*/preflight", VIEWER),
            rule("POST", "/campaigns/*/preview", VIEWER),
            rule("POST", "/classify", VIEWER),
            rule("POST", "/files", OPERATOR),
            rule("GET", "/sessions/*/qr", OWNER),
            rule("GET", "/people", OWNER),
            rule("GET", "/people/*", OWNER),
            rule("GET", "/tokens", OWNER),
            rule("GET", "/audit", OWNER),
            rule("GET", "/accounts", OWNER),
            // pages
            open("GET", "/jakarta.faces.resource/**"),
            open("GET", "/resources/**"),
            page("/signin", null),
            page("/begin", null),
            page("/invited", null),
            page("/error", null),
            page("/expired", null),
            open("GET", "/problem"),
            page("/", VIEWER),
            page("/index", VIEWER),
            page("/campaign", VIEWER),
            page("/contacts", VIEWER),
            page("/connections", VIEWER),
            page("/inbox", VIEWER),
            page("/settings", VIEWER),
            page("/reference", VIEWER),
            page("/editor", OPERATOR),
            page("/restored", OWNER));

    private RouteRoles() {}

    private static Rule open(String method, String route) {
        return rule(method, route, null);
    }

    private static Rule rule(String method, String route, Role role) {
        return new Rule(method.equals("GET") ? READING : Set.of(method), pattern(route), role);
    }

    /** Also by the name of its file; its forms need what it needs, and use cases ask for themselves. */
    private static Rule page(String route, Role role) {
        var anyhow = Pattern.compile(Pattern.quote(route) + "(?:\\.xhtml)?");
        return new Rule(Set.of("GET", "HEAD", "OPTIONS", "POST"), anyhow, role);
    }

    private static Pattern pattern(String route) {
        return Pattern.compile("\\Q" + route.replace("**", "\\E.+\\Q").replace("*", "\\E[^/]+\\Q") + "\\E");
    }

    /**
     * @param route as {@link Route} has it
     * @return empty: anybody may come
     */
    static Optional<Role> needed(String method, String route) {
        return RULES.stream()
                .filter(rule -> rule.holds(method, route))
                .findFirst()
                .map(rule -> Optional.ofNullable(rule.role))
                .orElseGet(() -> Optional.of(READING.contains(method) ? VIEWER : OWNER));
    }
}
