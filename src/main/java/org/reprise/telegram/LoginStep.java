package org.reprise.telegram;

import java.time.Instant;

/** Where a login stands. */
public sealed interface LoginStep {

    /** Telegram sent a code; {@link Credential.Code} goes on. */
    record CodeSent() implements LoginStep {}

    /**
     * Two-step verification asks for {@link Credential.Password}.
     *
     * @param hint the account's own, or empty
     */
    record PasswordNeeded(String hint) implements LoginStep {}

    /**
     * To be scanned with a device that is logged in.
     *
     * @param link {@code tg://login?token=…}: a secret while it holds, shown as an image and never logged
     * @param until when another one takes its place; null when unknown
     */
    record ScanNeeded(String link, Instant until) implements LoginStep {
        @Override
        public String toString() {
            return "ScanNeeded[…]";
        }
    }

    record Connected(Identity identity) implements LoginStep {}
}
