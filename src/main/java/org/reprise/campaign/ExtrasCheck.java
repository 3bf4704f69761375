package org.reprise.campaign;

import java.net.URI;
import java.net.URISyntaxException;
import org.reprise.Said;
import org.reprise.telegram.Extras;
import org.reprise.telegram.Extras.Button;

/** Refuses extras that Telegram would refuse, or the database. */
final class ExtrasCheck {
    private static final int MOST_BUTTONS = 100;
    private static final int MOST_IN_A_ROW = 8;
    private static final int LONGEST_LABEL = 64;
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_NAME = 200;

    private ExtrasCheck() {}

    /** @throws CampaignRefused saying what is wrong */
    static void check(Extras extras) {
        var attachment = extras.attachment();
        if (attachment != null && attachment.isFile()) {
            checkName(attachment.name());
        } else if (attachment != null) {
            checkUrl("attachment.url", attachment.url());
        }
        long buttons = extras.buttons().stream().mapToLong(row -> row.size()).sum();
        boolean crowded = extras.buttons().stream().anyMatch(row -> row.isEmpty() || row.size() > MOST_IN_A_ROW);
        if (crowded || buttons > MOST_BUTTONS) {
            throw CampaignRefused.invalid(Said.of("message.buttons", MOST_IN_A_ROW, MOST_BUTTONS));
        }
        extras.buttons().forEach(row -> row.forEach(ExtrasCheck::check));
    }

    private static void check(Button button) {
        checkUrl("message.button.url", button.url());
        var label = button.label();
        if (label.isBlank() || label.length() > LONGEST_LABEL || !isShowable(label)) {
            throw CampaignRefused.invalid(Said.of("message.button.label", LONGEST_LABEL));
        }
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || !isShowable(name)) {
            throw CampaignRefused.invalid(Said.of("attachment.name", LONGEST_NAME));
        }
    }

    private static boolean isShowable(String text) {
        return MessageRevision.wellFormed(text) && text.chars().noneMatch(Character::isISOControl);
    }

    private static void checkUrl(String key, String url) {
        try {
            var uri = new URI(url);
            if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && url.length() <= LONGEST_URL) {
                return;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw CampaignRefused.invalid(Said.of(key, url.length() <= LONGEST_URL ? url : url.substring(0, 100) + "…"));
    }
}
