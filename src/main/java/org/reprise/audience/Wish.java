package org.reprise.audience;

/** What a message says about being written to. */
enum Wish {
    STOP,
    START,
    NONE
}
