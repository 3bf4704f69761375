package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StatementsTest {
    private final Statements statements = Statements.of("example");

    @Test
    void aStatementComesWithoutItsComments() {
        assertThat(statements.get("first")).isEqualTo("select 1\n  where 1 = 1;");
    }

    @Test
    void theLastStatementEndsWithTheFile() {
        assertThat(statements.get("second")).isEqualTo("select 2");
    }

    @Test
    void anUnknownNameIsToldWithItsFile() {
        assertThatThrownBy(() -> statements.get("third")).hasMessage("db/sql/example.sql has no statement named third");
    }

    @Test
    void anUnknownFileIsToldByName() {
        assertThatThrownBy(() -> Statements.of("nowhere")).hasMessage("No file db/sql/nowhere.sql on the class path");
    }

    @Test
    void twoStatementsOfOneNameAreRefused() {
        assertThatThrownBy(() -> Statements.of("twice")).hasMessage("db/sql/twice.sql has two statements named first");
    }

    @Test
    void aRuleStandsInEachStatementThatNamesIt() {
        var including = Statements.of("including");
        assertThat(including.get("of-this-file")).isEqualTo("select 1\n where a > 1 and b = :b");
        assertThat(including.get("of-another-file")).isEqualTo("select 2;\nselect 1\n where a > 1 and b = :b");
    }

    @Test
    void anUnknownRuleIsToldWithTheStatementThatNamesIt() {
        assertThatThrownBy(() -> Statements.of("including-unknown"))
                .hasMessage("In db/sql/including-unknown.sql, statement first: "
                        + "db/sql/example.sql has no statement named third");
        assertThatThrownBy(() -> Statements.of("including-nowhere"))
                .hasMessage("In db/sql/including-nowhere.sql, statement first: "
                        + "No file db/sql/nowhere.sql on the class path");
    }

    @Test
    void aStatementThatContainsItselfIsRefused() {
        assertThatThrownBy(() -> Statements.of("including-itself")).hasMessageEndingWith("contains itself");
    }

    @Test
    void everyFileOfReprisesOwnCanBeRead() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/sql"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".sql", "")))
                    .isNotEmpty()
                    .allSatisfy(room -> assertThat(Statements.of(room)).isNotNull());
        }
    }

    /** A statement in Java is found by nobody who looks for it, and joined of pieces it is read by nobody. */
    @Test
    void noStatementStandsInJava() throws IOException {
        var inJava = Pattern.compile(
                "(?:createQuery|createUpdate|prepareBatch|execute)\\(\\s*\"|sql\\.get\\([^)]*\\)\\s*\\+");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(inJava));
        }
    }
}
