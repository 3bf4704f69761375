package org.reprise.audience.rule;

import java.text.Normalizer;
import java.util.Locale;

/** @param name of an attribute that the account declared */
public record OfAttribute(String name) implements Subject {
    /** Attributes are declared in small letters, however somebody writes them. */
    public OfAttribute {
        name = normal(name);
    }

    /** Composed, and in small letters. */
    public static String normal(String name) {
        var composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    @Override
    public String word() {
        return name;
    }
}
