package org.reprise.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** What a page shows, as it stands in its address, so that a reload shows the same. */
final class AddressQuery {
    private final StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("?");

    /** @param value null: it is not in the address */
    AddressQuery and(String name, Object value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Begins with a question mark. */
    @Override
    public String toString() {
        return query.toString();
    }
}
