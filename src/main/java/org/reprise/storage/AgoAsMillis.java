package org.reprise.storage;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.reprise.TimeSource;

/** Binds an {@link Ago} as {@link InstantAsMillis} would bind the time that it means. */
final class AgoAsMillis extends AbstractArgumentFactory<Ago> {
    private final TimeSource time;

    AgoAsMillis(TimeSource time) {
        super(Types.BIGINT);
        this.time = time;
    }

    @Override
    protected Argument build(Ago value, ConfigRegistry config) {
        return (position, statement, context) ->
                statement.setLong(position, time.now().minus(value.length()).toEpochMilli());
    }
}
