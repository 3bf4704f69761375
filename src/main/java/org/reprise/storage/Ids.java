package org.reprise.storage;

import java.sql.Types;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Many ids as one parameter, bound as {@code :ids}, so that one statement serves them all (ADR 0012). In the text of a
 * statement {@code <each_id>} is a table of them with the column {@code value}, and {@code <among_ids>} follows a
 * column.
 */
public record Ids(Collection<Long> values) {
    static final String EACH = "each_id";
    static final String AMONG = "among_ids";

    /** JDBI writes each argument out, for messages that nobody reads. */
    @Override
    public String toString() {
        return values.size() + " ids";
    }

    /**
     * SQLite takes them as a JSON array, PostgreSQL as an array; only there the key is surely used for each of them.
     */
    static final class Binding extends AbstractArgumentFactory<Ids> {
        private final boolean sqlite;

        Binding(boolean sqlite) {
            super(Types.VARCHAR);
            this.sqlite = sqlite;
        }

        String each() {
            return sqlite ? "json_each(:ids)" : "unnest(cast(:ids as bigint[])) as ids(value)";
        }

        String among() {
            return sqlite ? "in (select value from json_each(:ids))" : "= any(cast(:ids as bigint[]))";
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
