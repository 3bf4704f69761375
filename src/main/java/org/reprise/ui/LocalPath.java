package org.reprise.ui;

import java.util.Optional;

/** Where a page leads that was told so by its address: whoever wrote that link leads nobody to another server. */
final class LocalPath {
    private static final int MAX_LENGTH = 1_000;

    private LocalPath() {}

    /** @return empty: browsers might take it for an address elsewhere */
    static Optional<String> of(String asked) {
        boolean isHere = asked != null
                && asked.length() <= MAX_LENGTH
                && asked.startsWith("/")
                && !asked.startsWith("//")
                // browsers read it as a slash, and leave out what is no character before they look for two of them
                && asked.chars().noneMatch(c -> c == '\\' || c <= ' ' || c == 0x7f);
        return isHere ? Optional.of(asked) : Optional.empty();
    }
}
