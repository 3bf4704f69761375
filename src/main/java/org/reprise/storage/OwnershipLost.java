package org.reprise.storage;

/**
 * Another server has the database, and this one will not get it back: whatever it still does is to end. Told once.
 *
 * @param hindrance of the kind LOST
 */
public record OwnershipLost(Hindrance hindrance) {}
