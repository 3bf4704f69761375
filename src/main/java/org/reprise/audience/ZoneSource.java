package org.reprise.audience;

/** Who said in which time zone a contact lives; stored by its name. */
public enum ZoneSource {
    /** A column of a file. */
    IMPORT,
    /** A program. */
    API,
    /** Somebody who is signed in, on a page. */
    OPERATOR
}
