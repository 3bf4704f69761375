package org.reprise.audience.rule;

import java.text.Normalizer;
import java.util.Locale;

/** @param name of an attribute that the account declared */
public record OfAttribute(String name) implements Subject {
    /** Attributes are declared in small letters, however somebody writes them. */
    public OfAttribute {
        name = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    @Override
    public String word() {
        return name;
    }
}
