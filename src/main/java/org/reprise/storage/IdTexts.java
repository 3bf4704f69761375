package org.reprise.storage;

import jakarta.json.spi.JsonProvider;
import java.sql.Types;
import java.util.Map;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * As {@link Ids}, each with a text: one parameter, bound as {@code :texts}. In the text of a statement
 * {@code <each_id_text>} is a table {@code pair} of them with the columns {@code id} and {@code text}.
 */
public record IdTexts(Map<Long, String> values) {
    static final String EACH = "each_id_text";

    private static final JsonProvider JSON = JsonProvider.provider();

    /** JDBI writes each argument out, for messages that nobody reads. */
    @Override
    public String toString() {
        return values.size() + " texts";
    }

    /** Both take them as a JSON object. */
    static final class Binding extends AbstractArgumentFactory<IdTexts> {
        private final boolean sqlite;

        Binding(boolean sqlite) {
            super(Types.VARCHAR);
            this.sqlite = sqlite;
        }

        String each() {
            return sqlite
                    ? "(select cast(key as integer) as id, value as text from json_each(:texts)) as pair"
                    : "(select cast(key as bigint) as id, value as text from json_each_text(cast(:texts as json))) as pair";
        }

        @Override
        protected Argument build(IdTexts texts, ConfigRegistry config) {
            var json = JSON.createObjectBuilder();
            texts.values.forEach((id, text) -> json.add(String.valueOf(id), text));
            var all = json.build().toString();
            return (position, statement, context) -> statement.setString(position, all);
        }
    }
}
