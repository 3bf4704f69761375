package org.reprise.message;

import org.reprise.LocalizedMessage;
import org.reprise.message.Extras.Button;

/** Refuses extras that Telegram would refuse, or the database. */
final class ExtrasCheck {
    private static final int MAX_BUTTONS = 100;
    private static final int MAX_IN_A_ROW = 8;
    static final int MAX_LABEL_LENGTH = 64;
    private static final int SHOWN = 100;

    private ExtrasCheck() {}

    /** @throws MessageRefused saying what is wrong */
    static void check(Extras extras) {
        var attachment = extras.attachment();
        if (attachment != null && attachment.isFile()) {
            checkName(attachment.name());
        } else if (attachment != null) {
            refuseMissing(attachment.url(), "attachment/url", LocalizedMessage.of("attachment.missing"));
            refuseFor(
                    AddressCheck.flawOfAttachment(attachment.url()),
                    "attachment/url",
                    "attachment.url",
                    attachment.url());
        }
        long buttons = extras.buttons().stream().mapToLong(row -> row.size()).sum();
        boolean crowded = extras.buttons().stream().anyMatch(row -> row.isEmpty() || row.size() > MAX_IN_A_ROW);
        if (crowded || buttons > MAX_BUTTONS) {
            throw new MessageRefused("buttons", LocalizedMessage.of("message.buttons", MAX_IN_A_ROW, MAX_BUTTONS));
        }
        extras.buttons().forEach(row -> row.forEach(ExtrasCheck::check));
    }

    private static void check(Button button) {
        refuseMissing(button.url(), "buttons", LocalizedMessage.of("message.button.missing"));
        refuseFor(AddressCheck.flawOfButton(button.url()), "buttons", "message.button.url", button.url());
        var label = button.label();
        if (VisibleText.isBlank(label) || label.length() > MAX_LABEL_LENGTH || !isSendable(label)) {
            throw new MessageRefused("buttons", LocalizedMessage.of("message.button.label", MAX_LABEL_LENGTH));
        }
    }

    private static void checkName(String name) {
        if (!VisibleText.isName(name)) {
            throw new MessageRefused(
                    "attachment/name", LocalizedMessage.of("attachment.name", VisibleText.MAX_NAME_LENGTH));
        }
    }

    private static boolean isSendable(String label) {
        return VisibleText.isWellFormed(label) && label.chars().noneMatch(Character::isISOControl);
    }

    private static void refuseMissing(String url, String member, LocalizedMessage missing) {
        if (url.isEmpty()) {
            throw new MessageRefused(member, missing);
        }
    }

    private static void refuseFor(LocalizedMessage flaw, String member, String key, String url) {
        if (flaw != null) {
            var shown = VisibleText.cleaned(url);
            throw new MessageRefused(
                    member,
                    LocalizedMessage.of(key, shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN) + "…", flaw));
        }
    }
}
