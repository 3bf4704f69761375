package org.reprise.audience.rule;

import java.util.Locale;

/** Strictly after or strictly before. */
public enum Side {
    AFTER(">"),
    BEFORE("<");

    private final String sql;

    Side(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    /** As the API has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
