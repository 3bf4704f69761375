package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
