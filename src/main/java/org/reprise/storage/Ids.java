package org.reprise.storage;

import java.sql.Types;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Many ids as one parameter, bound as {@code :ids}, so that one statement serves them all (ADR 0012). In the text of a
 * statement {@code <each_id>} is a table of them with the column {@code value}.
 */
public record Ids(Collection<Long> values) {
    static final String EACH = "each_id";

    /** JDBI writes each argument out, for messages that nobody reads. */
    @Override
    public String toString() {
        return values.size() + " ids";
    }

    /** SQLite takes them as a JSON array, PostgreSQL as an array. */
    static final class Binding extends AbstractArgumentFactory<Ids> {
        private final boolean sqlite;

        Binding(boolean sqlite) {
            super(Types.VARCHAR);
            this.sqlite = sqlite;
        }

        String each() {
            return sqlite ? "json_each(:ids)" : "unnest(cast(:ids as bigint[])) as ids(value)";
        }

        @Override
        protected Argument build(Ids ids, ConfigRegistry config) {
            var text = ids.values.stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(",", sqlite ? "[" : "{", sqlite ? "]" : "}"));
            return (position, statement, context) -> statement.setString(position, text);
        }
    }
}
