package org.reprise.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Requests that a client might make, by mistake or in malice: nearly right, damaged, or anything at all. */
final class Requests {
    private static final List<String> POSTED_JSON = List.of(
            "/execute_campaign",
            "/update_campaign/{}",
            "/stop_campaign/{}",
            "/resume_campaign/{}",
            "/campaigns",
            "/campaigns/{}/start",
            "/campaigns/{}/stop",
            "/campaigns/{}/update",
            "/campaigns/{}/resume",
            "/campaigns/{}/sent",
            "/files",
            "/sessions",
            "/sessions/{}/update",
            "/restore/accept",
            "/session/connect",
            "/session/verify",
            "/telegram/{}/updates");

    private static final List<String> READ = List.of(
            "/campaign_data/{}",
            "/campaign_status/{}",
            "/campaign_logs/{}",
            "/campaigns?account_id={}&status={}",
            "/campaigns?limit={}&cursor={}",
            "/campaigns/{}/sent?limit={}&cursor={}",
            "/campaigns/{}/revisions",
            "/restore",
            "/session/status?account_id={}",
            "/sessions/{}/qr",
            "/sandbox/{}/inbox/{}",
            "/{}",
            "/{}/{}");

    /** Members, and what may well stand there. */
    private static final Map<String, List<String>> MEMBERS = new TreeMap<>(Map.ofEntries(
            Map.entry("campaign_id", List.of("1", "2", "3", "900719925474099")),
            Map.entry("session", List.of("\"shop\"", "\"other shop\"", "\"bot\"")),
            Map.entry("telegram_session_id", List.of("\"shop\"", "1")),
            Map.entry("account_id", List.of("1", "2")),
            Map.entry("message", List.of("\"Hello\"", "\"<b>Hello</b>\"", "\"*Hello*\"", "\"<b>Hello\"")),
            Map.entry("message_text", List.of("\"Hello\"")),
            Map.entry("format", List.of("\"plain\"", "\"html\"", "\"markdown\"")),
            Map.entry("limit", List.of("1", "5", "null")),
            Map.entry("target_recipients", List.of("1", "5", "null")),
            Map.entry("sleep_time", List.of("0", "0.5", "100000")),
            Map.entry(
                    "chat_start_time",
                    List.of("\"2026-01-01T00:00:00Z\"", "\"2026-01-01\"", "\"-999999999-01-01T00:00Z\"")),
            Map.entry("chat_start_time_cmp", List.of("\"after\"", "\"before\"")),
            Map.entry("newest_chat_time", List.of("\"2026-01-01T00:00:00+14:00\"", "\"+999999999-12-31T23:59:59Z\"")),
            Map.entry("categories", List.of("[]", "[\"a\"]", "[1]", "[null]")),
            Map.entry("exclude_categories", List.of("[\"a\", \"a\"]")),
            Map.entry(
                    "buttons",
                    List.of("[[{\"label\":\"a\",\"url\":\"https://example.org\"}]]", "[[]]", "[]", "[[{}]]")),
            Map.entry(
                    "attachment",
                    List.of(
                            "{\"type\":\"photo\",\"url\":\"https://example.org/a.png\"}",
                            "{\"type\":\"photo\",\"file\":\"../a\"}")),
            Map.entry("silent", List.of("true", "false")),
            Map.entry("protect", List.of("true", "false")),
            Map.entry("name", List.of("\"shop\"", "\"a name\"")),
            Map.entry("kind", List.of("\"bot\"", "\"user\"", "\"sandbox\"")),
            Map.entry("gateway", List.of("\"botapi\"", "\"tdlib\"")),
            Map.entry("token", List.of("\"1:abc\"", "\"" + "1".repeat(30) + ":abcdefgh\"")),
            Map.entry("phone", List.of("\"+491511234567\"", "\"0\"")),
            Map.entry("code", List.of("\"12345\"")),
            Map.entry("password", List.of("\"secret\"")),
            Map.entry("rate", List.of("1", "0.01", "1e-300", "1e300")),
            Map.entry("paid_broadcast", List.of("true")),
            Map.entry("confirm_maybe_reached", List.of("1", "\"unknown\"", "\"7\"", "0")),
            Map.entry("campaigns", List.of("0", "1", "\"1\"")),
            Map.entry("user_id", List.of("1", "\"1\"", "700000001")),
            Map.entry("update_id", List.of("1")),
            Map.entry("id", List.of("1", "99")),
            Map.entry("status", List.of("\"created\"", "\"running\"")),
            Map.entry("created_at", List.of("\"2026-01-01T00:00:00Z\"")),
            Map.entry("schedule_at", List.of("null", "\"\"", "\"2030-01-01T00:00:00Z\"")),
            Map.entry("replace", List.of("true")),
            Map.entry("colour", List.of("1"))));

    private static final List<String> NO_TEXT = List.of("%00", "%ED%A0%80");

    private static final List<String> COLUMNS = List.of(
            "user_id",
            "username",
            "first_name",
            "last_name",
            "phone",
            "language",
            "first_message_at",
            "last_message_at",
            "opted_in_at",
            "opt_in_source",
            "opted_out",
            "Colour");

    private static final List<String> CELLS = List.of(
            "1",
            "700000001",
            "-5",
            "yes",
            "9223372036854775807",
            "9223372036854775808",
            "",
            "Ann",
            "\"Berg, Ann\"",
            "\"Be\nrg\"",
            "\"open",
            "a\"b",
            "2026-01-15T10:00:00Z",
            "2026-01-15",
            "15.01.2026",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01",
            "🌷",
            "=1+1");

    private Requests() {}

    /** @param type of the body, null: none is named */
    record Request(String method, String path, String type, byte[] body, String precondition) {
        /** A path that is no text, or that leads above the root, is refused by the server itself, without a word. */
        boolean reachesReprise() {
            return NO_TEXT.stream().noneMatch(path::contains)
                    && !path.replace("%2e", ".").startsWith("/..");
        }

        @Override
        public String toString() {
            return method + " " + path + " (" + type + ", " + precondition + "): " + new String(body, UTF_8);
        }
    }

    static Arbitrary<Request> posted() {
        var type = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.just("application/json")),
                Tuple.of(1, Arbitraries.of(null, "text/plain", "application/json; charset=utf-16", "a/b;;c")));
        return Combinators.combine(
                        path(POSTED_JSON), type, damaged(json().map(text -> text.getBytes(UTF_8))), precondition())
                .as((path, named, body, precondition) -> new Request("POST", path, named, body, precondition));
    }

    static Arbitrary<Request> read() {
        return Combinators.combine(Arbitraries.of("GET", "GET", "GET", "DELETE", "PUT", "HEAD", "OPTIONS"), path(READ))
                .as((method, path) -> new Request(method, path, null, new byte[0], null));
    }

    static Arbitrary<Request> imported() {
        return Combinators.combine(path(List.of("/contacts/import?session={}", "/campaigns/{}/sent")), damaged(csv()))
                .as((path, body) -> new Request("POST", path, "text/csv", body, null));
    }

    private static Arbitrary<String> precondition() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just((String) null)),
                Tuple.of(1, Arbitraries.of("*", "\"1\"", "W/\"1\"", "\"", "1", "\"99999999999999999999\"")),
                Tuple.of(
                        1,
                        Arbitraries.strings()
                                .withCharRange(' ', '~')
                                .ofMinLength(1)
                                .ofMaxLength(30)));
    }

    private static Arbitrary<String> path(List<String> templates) {
        var part = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of("1", "2", "shop", "3")),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "0",
                                "-1",
                                "9223372036854775807",
                                "9223372036854775808",
                                "1e3",
                                "running",
                                "%00",
                                "1%2F2",
                                "..",
                                "%2e%2e%2f",
                                "%F0%9F%8C%B7",
                                "%ED%A0%80",
                                "%",
                                ";a=b",
                                "+1")),
                Tuple.of(
                        1,
                        Arbitraries.strings()
                                .alpha()
                                .numeric()
                                .withChars("-_.~")
                                .ofMinLength(1)
                                .ofMaxLength(300)));
        return Combinators.combine(Arbitraries.of(templates), part, part, part).as((template, one, two, three) -> {
            var path = template;
            for (var each : List.of(one, two, three)) {
                path = path.replaceFirst("\\{}", each.equals("%") ? "%25" : each);
            }
            return path;
        });
    }

    private static Arbitrary<String> json() {
        var member = Arbitraries.of(MEMBERS.keySet())
                .flatMap(name -> Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.of(MEMBERS.get(name))), Tuple.of(1, value()))
                        .map(value -> "\"" + name + "\":" + value));
        var object = member.list().ofMaxSize(10).map(members -> "{" + String.join(",", members) + "}");
        return Arbitraries.frequencyOf(Tuple.of(15, object), Tuple.of(1, value()));
    }

    private static Arbitrary<String> value() {
        var text = Arbitraries.strings()
                .all()
                .ofMaxLength(300)
                .map(any -> Json.createValue(any).toString());
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "true",
                        "0",
                        "-1",
                        "1e400",
                        "1e-400",
                        "9223372036854775808",
                        "-0",
                        "0.1",
                        "[]",
                        "{}",
                        "[[[[[[]]]]]]",
                        "\"\"",
                        "\" \"",
                        "\"\\u0000\"",
                        "\"\\ud83d\"",
                        "\"\\udf37\\ud83c\"",
                        "NaN"),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.doubles().map(String::valueOf),
                text,
                text.list().ofMaxSize(5).map(List::toString));
    }

    private static Arbitrary<byte[]> csv() {
        var cell = Arbitraries.frequencyOf(
                Tuple.of(10, Arbitraries.of(CELLS)),
                Tuple.of(1, Arbitraries.strings().all().ofMaxLength(250)));
        var header = Arbitraries.of(COLUMNS).list().ofMaxSize(6).map(columns -> {
            var all = new java.util.ArrayList<>(columns);
            all.add(columns.size() / 2, "user_id");
            return all;
        });
        return Combinators.combine(
                        header,
                        cell.list().ofMaxSize(8).list().ofMaxSize(20),
                        Arbitraries.of(",", ",", ";", "\t"),
                        Arbitraries.of("\n", "\r\n", "\r"))
                .as((columns, rows, comma, end) -> {
                    var text = new StringBuilder(String.join(comma, columns)).append(end);
                    rows.forEach(row -> text.append(String.join(comma, row)).append(end));
                    return text.toString().getBytes(UTF_8);
                });
    }

    /** Most as they are; some cut short, or with bytes that are others. */
    private static Arbitrary<byte[]> damaged(Arbitrary<byte[]> whole) {
        var position = Arbitraries.integers().greaterOrEqual(0);
        var damage = Combinators.combine(position, Arbitraries.bytes()).as(Map::entry);
        var broken = Combinators.combine(whole, damage.list().ofMaxSize(5), position)
                .as((bytes, damages, length) -> {
                    var copy = length % 2 == 0 || bytes.length == 0
                            ? bytes.clone()
                            : java.util.Arrays.copyOf(bytes, length % bytes.length);
                    damages.stream()
                            .filter(each -> copy.length > 0)
                            .forEach(each -> copy[each.getKey() % copy.length] = each.getValue());
                    return copy;
                });
        return Arbitraries.frequencyOf(
                Tuple.of(8, whole),
                Tuple.of(3, broken),
                Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(2_000)));
    }
}
