package org.reprise.storage;

import java.sql.Types;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * As {@link Ids}, each with a number of its own, or none: one parameter, bound as {@code :pairs}. In the text of a
 * statement {@code <each_pair>} is a table {@code pair} of them with the columns {@code id} and {@code number}.
 */
public record IdPairs(Map<Long, OptionalLong> values) {
    static final String EACH = "each_pair";

    /** JDBI writes each argument out, for messages that nobody reads. */
    @Override
    public String toString() {
        return values.size() + " pairs";
    }

    /** SQLite takes them as a JSON object, PostgreSQL as an array of two rows. */
    static final class Binding extends AbstractArgumentFactory<IdPairs> {
        private final boolean sqlite;

        Binding(boolean sqlite) {
            super(Types.VARCHAR);
            this.sqlite = sqlite;
        }

        String each() {
            return sqlite
                    ? "(select cast(key as integer) as id, value as number from json_each(:pairs)) as pair"
                    : "(select cast(:pairs as bigint[]) as halves) as given, unnest(halves[1 : 1], halves[2 : 2]) as pair(id, number)";
        }

        @Override
        protected Argument build(IdPairs pairs, ConfigRegistry config) {
            var text = sqlite ? object(pairs.values) : rows(pairs.values);
            return (position, statement, context) -> statement.setString(position, text);
        }

        private static String object(Map<Long, OptionalLong> values) {
            return text(values, each -> "\"" + each.getKey() + "\":" + number(each.getValue()), "{", "}");
        }

        private static String rows(Map<Long, OptionalLong> values) {
            return "{" + text(values, each -> String.valueOf(each.getKey()), "{", "}") + ","
                    + text(values, each -> number(each.getValue()), "{", "}") + "}";
        }

        private static String text(
                Map<Long, OptionalLong> values,
                Function<Map.Entry<Long, OptionalLong>, String> each,
                String before,
                String after) {
            return values.entrySet().stream().map(each).collect(Collectors.joining(",", before, after));
        }

        private static String number(OptionalLong number) {
            return number.isPresent() ? String.valueOf(number.getAsLong()) : "null";
        }
    }
}
