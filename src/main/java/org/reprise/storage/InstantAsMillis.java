package org.reprise.storage;

import java.sql.Types;
import java.time.Instant;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Binds an Instant as milliseconds since 1970 UTC: the same in both databases, and it sorts. */
final class InstantAsMillis extends AbstractArgumentFactory<Instant> {
    InstantAsMillis() {
        super(Types.BIGINT);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
        return (position, statement, context) -> statement.setLong(position, value.toEpochMilli());
    }
}
