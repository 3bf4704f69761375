package org.reprise.telegram.tdlib;

/** TDLib cannot be used on this machine; the message says where it was looked for and how to get it. */
public final class TdMissing extends RuntimeException {
    TdMissing(String where, Throwable cause) {
        super(
                where
                        + ". server-config/tdlib/install.sh brings it, or REPRISE_TDLIB_LIBRARY names a libtdjson of yours.",
                cause);
    }
}
