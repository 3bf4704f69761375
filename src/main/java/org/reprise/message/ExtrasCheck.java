package org.reprise.message;

import org.reprise.Said;
import org.reprise.message.Extras.Button;

/** Refuses extras that Telegram would refuse, or the database. */
final class ExtrasCheck {
    private static final int MOST_BUTTONS = 100;
    private static final int MOST_IN_A_ROW = 8;
    private static final int LONGEST_LABEL = 64;
    private static final int SHOWN = 100;

    private ExtrasCheck() {}

    /** @throws MessageRefused saying what is wrong */
    static void check(Extras extras) {
        var attachment = extras.attachment();
        if (attachment != null && attachment.isFile()) {
            checkName(attachment.name());
        } else if (attachment != null) {
            refuseMissing(attachment.url(), Said.of("attachment.missing"));
            refuseFor(AddressCheck.flawOfAttachment(attachment.url()), "attachment.url", attachment.url());
        }
        long buttons = extras.buttons().stream().mapToLong(row -> row.size()).sum();
        boolean crowded = extras.buttons().stream().anyMatch(row -> row.isEmpty() || row.size() > MOST_IN_A_ROW);
        if (crowded || buttons > MOST_BUTTONS) {
            throw new MessageRefused(Said.of("message.buttons", MOST_IN_A_ROW, MOST_BUTTONS));
        }
        extras.buttons().forEach(row -> row.forEach(ExtrasCheck::check));
    }

    private static void check(Button button) {
        refuseMissing(button.url(), Said.of("message.button.missing"));
        refuseFor(AddressCheck.flawOfButton(button.url()), "message.button.url", button.url());
        var label = button.label();
        if (VisibleText.isBlank(label) || label.length() > LONGEST_LABEL || !isSendable(label)) {
            throw new MessageRefused(Said.of("message.button.label", LONGEST_LABEL));
        }
    }

    private static void checkName(String name) {
        if (!VisibleText.isName(name)) {
            throw new MessageRefused(Said.of("attachment.name", VisibleText.MAX_NAME_LENGTH));
        }
    }

    private static boolean isSendable(String label) {
        return VisibleText.isWellFormed(label) && label.chars().noneMatch(Character::isISOControl);
    }

    private static void refuseMissing(String url, Said missing) {
        if (url.isEmpty()) {
            throw new MessageRefused(missing);
        }
    }

    private static void refuseFor(Said flaw, String key, String url) {
        if (flaw != null) {
            var shown = VisibleText.cleaned(url);
            throw new MessageRefused(
                    Said.of(key, shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN) + "…", flaw));
        }
    }
}
