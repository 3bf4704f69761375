package org.reprise.audience.rule;

/** Where a contact's value stands: a field that every contact has, or an attribute that the account declared. */
public sealed interface Subject permits Field, OfAttribute {
    /** As rules name it. */
    String word();
}
