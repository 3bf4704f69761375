package org.reprise.audience.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a campaign failed for somebody: the codes that the ledger has for it. */
public enum Failure {
    BLOCKED("BLOCKED"),
    DEACTIVATED("DEACTIVATED"),
    NEVER_WROTE("NEVER_WROTE"),
    PRIVACY_RESTRICTED("PRIVACY_RESTRICTED"),
    WRITE_FORBIDDEN("WRITE_FORBIDDEN"),
    GROUP("GROUP"),
    /** Telegram refused in words that nobody knows. */
    UNRECOGNISED("UNRECOGNISED"),
    /** Telegram asked for a pause again and again. */
    FLOOD_WAIT("flood wait");

    private final String stored;

    Failure(String stored) {
        this.stored = stored;
    }

    /** As the ledger has it. */
    public String stored() {
        return stored;
    }

    /** As rules have it: {@code never_wrote}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param word in any case: other answers have these codes in capital letters */
    static Optional<Failure> of(String word) {
        return Stream.of(values())
                .filter(each -> each.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> words() {
        return Stream.of(values()).map(Failure::word).toList();
    }
}
