package org.reprise.audience;

/**
 * What one row of a file says.
 *
 * @param line where it starts, from 1
 * @param contact without an opt-in when they opted out
 * @param isOptedOut whether they do not want to be written to; false says nothing about that
 */
record ImportedRow(long line, Contact contact, boolean isOptedOut) {
    long user() {
        return contact.userId();
    }
}
