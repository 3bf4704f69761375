package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.testing.TestDatabase;

/** What is wrong in itself is told from what is over some day, on both databases. */
class StorageBrokenTest {
    private static final Logger LOG = Logger.getLogger(Storage.class.getName());

    private final List<LogRecord> lines = new ArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(log);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(log);
    }

    static Stream<Arguments> wrongStatements() {
        return Stream.of(TestDatabase.values())
                .flatMap(database -> Stream.of(
                                "selekt 1",
                                "select valeu from counter",
                                "select value from cuonter",
                                "insert into counter (name, value) values ('sworn secret', null)",
                                "insert into revision (campaign_id, number, text, format, created_at, sent_count)"
                                        + " values (:missing, 1, 'x', 'PLAIN', 0, 0)")
                        .map(sql -> Arguments.of(database, sql)));
    }

    @ParameterizedTest
    @MethodSource("wrongStatements")
    void aWrongStatementIsBrokenAndToldOnceWithItsId(TestDatabase database, String sql) {
        var storage = database.open();
        var first = broken(storage, sql);
        var second = broken(storage, sql);
        assertThat(first.id()).matches("db-[0-9a-f]{8}").isEqualTo(second.id());
        assertThat(first.getMessage()).contains(first.id());
        assertThat(first.getCause()).as("which could tell values").isNull();
        assertThat(lines)
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getMessage()).contains(first.id()).contains(sql));
        assertThat(storage.health().trouble()).as("the database itself is well").isEmpty();
    }

    private static StorageBroken broken(Storage storage, String sql) {
        return catchThrowableOfType(
                StorageBroken.class,
                () -> storage.write(handle -> handle.createUpdate(sql).execute()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anotherStatementHasAnotherId(TestDatabase database) {
        var storage = database.open();
        assertThat(broken(storage, "selekt 1").id())
                .isNotEqualTo(broken(storage, "selekt 2").id());
    }

    /** Deadlock, serialization, a lock, a limit of time, memory, a right, a server that stops, a lost connection. */
    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "55P03", "57014", "53200", "42501", "57P01", "08006"})
    void whatIsOverSomeDayIsNotBroken(String state) {
        var failure = new ConnectionException(new SQLException("a test wants it so", state));
        assertThat(DatabaseTrouble.of(failure)).isNotEqualTo(DatabaseTrouble.BROKEN);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aBrokenWriteLeavesNothing(TestDatabase database) {
        var storage = database.open();
        assertThatThrownBy(() -> storage.write(handle -> {
                    Storage.nextId(handle, "campaign");
                    return handle.execute("selekt 1");
                }))
                .isInstanceOf(StorageBroken.class);
        assertThat(storage.<Long>write(handle -> Storage.nextId(handle, "campaign")))
                .isEqualTo(1);
    }
}
