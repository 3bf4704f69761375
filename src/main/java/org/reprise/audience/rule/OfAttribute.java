package org.reprise.audience.rule;

/** @param name of an attribute that the account declared */
public record OfAttribute(String name) implements Subject {
    @Override
    public String word() {
        return name;
    }
}
