package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing is read or changed that is another account's than the caller's: a statement on what belongs to an account
 * binds that account, or says under its name why it need not. {@code within: campaign}, {@code session}, {@code person}
 * …: by the id of one that the same use case found under the caller's account before; {@code of: everybody}, with the
 * reason.
 */
class ScopedStatementsTest {
    private static final Path FILES = Path.of("src/main/resources/db/sql");

    private static final Set<String> OF_ACCOUNTS = Set.of(
            "account",
            "person",
            "invitation",
            "sign_in",
            "known_browser",
            "token",
            "audit",
            "session",
            "session_secret",
            "taken_update",
            "brought_file",
            "contact",
            "category",
            "contact_category",
            "attribute",
            "tag",
            "contact_tag",
            "segment",
            "opt_out",
            "received",
            "erased_contact",
            "campaign",
            "lost_campaign",
            "maybe_reached",
            "revision",
            "delivery",
            "released",
            "activity",
            "outcome_in_time",
            "outcome_reason",
            "idempotent_request");

    /** Of nobody, or of the installation as a whole. */
    private static final Set<String> OTHERS =
            Set.of("counter", "reason_code", "server_lease", "installation", "throttle");

    private static final Pattern TABLE = Pattern.compile("\\b(?:from|join|into|update)\\s+([a-z_]+)");
    private static final Pattern SCOPE = Pattern.compile(":(?:account|scope)\\b");
    private static final Pattern EVERYBODY = Pattern.compile("(?m)^-- of: everybody \\(.+\\)$");
    private static final Pattern WITHIN = Pattern.compile("(?m)^-- within: ([a-z-]+)$");

    /** @param text with its comments */
    record Statement(String file, String name, String text) {
        String sql() {
            return text.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        }

        boolean touchesAnAccounts() {
            return sql().contains("<tables>")
                    || sql().contains("<campaign>")
                    || TABLE.matcher(sql())
                            .results()
                            .map(found -> found.group(1))
                            .anyMatch(OF_ACCOUNTS::contains);
        }

        boolean binds(String... names) {
            return Stream.of(names)
                    .anyMatch(name ->
                            Pattern.compile(":" + name + "\\b").matcher(whole()).find());
        }

        /** With the rules that it includes. */
        String whole() {
            return Statements.of(file.replace(".sql", "")).get(name);
        }

        @Override
        public String toString() {
            return file + " " + name;
        }
    }

    static Stream<Statement> statements() {
        try (var files = Files.list(FILES)) {
            return files.toList().stream().flatMap(ScopedStatementsTest::statements);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Statement> statements(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^-- name: "))
                    .skip(1)
                    .map(part -> {
                        int end = part.indexOf('\n');
                        return new Statement(
                                file.getFileName().toString(),
                                part.substring(0, end).strip(),
                                part.substring(end + 1));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Statement> ofAccounts() {
        return statements().filter(Statement::touchesAnAccounts);
    }

    @ParameterizedTest
    @MethodSource("ofAccounts")
    void itSaysWhoseItIs(Statement statement) {
        var within = WITHIN.matcher(statement.text()).results().findFirst();
        assertThat(SCOPE.matcher(statement.whole()).find()
                        || EVERYBODY.matcher(statement.text()).find()
                        || within.isPresent())
                .as("binds :account or :scope, or says why not")
                .isTrue();
        within.map(MatchResult::group)
                .ifPresent(mark -> assertThat(isBound(statement, mark))
                        .as("binds what it is within")
                        .isTrue());
    }

    private static boolean isBound(Statement statement, String mark) {
        var what = mark.substring(mark.indexOf(": ") + 2);
        return statement.binds("id", what);
    }

    /** A new table is one of an account, or of nobody: somebody has to say which. */
    @Test
    void everyTableIsKnown() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            var made = Pattern.compile("(?m)^create table ([a-z_]+)");
            var tables = files.toList().stream()
                    .flatMap(file -> made.matcher(read(file)).results())
                    .map(found -> found.group(1))
                    .filter(table -> !table.equals("idempotency"));
            assertThat(tables).isNotEmpty().allMatch(table -> OF_ACCOUNTS.contains(table) || OTHERS.contains(table));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
