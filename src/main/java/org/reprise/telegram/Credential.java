package org.reprise.telegram;

/** What somebody shows to connect a session, or the next thing that Telegram asks for. Never logged. */
public sealed interface Credential {

    record BotToken(String token) implements Credential {
        @Override
        public String toString() {
            return "BotToken[…]";
        }
    }

    /** In international format. */
    record Phone(String number) implements Credential {}

    /** Another device that is logged in scans a code. */
    record QrScan() implements Credential {}

    /** That Telegram sent to the phone or to another device. */
    record Code(String code) implements Credential {
        @Override
        public String toString() {
            return "Code[…]";
        }
    }

    /** Of two-step verification. */
    record Password(String password) implements Credential {
        @Override
        public String toString() {
            return "Password[…]";
        }
    }
}
