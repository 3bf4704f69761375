package org.reprise.message;

import java.util.regex.Pattern;
import org.reprise.Said;

/** What is wrong with the address of a button or an attachment: what Telegram refuses, and what nobody can mean. */
final class AddressCheck {
    private static final int LONGEST = 2_000;

    /** A scheme without slashes, such as mailto; a name before a port is none. */
    private static final Pattern BARE_SCHEME =
            Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+-]*+):(?!//|\\d+(?:[/?#]|$)).*");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

    private AddressCheck() {}

    /** Null when a button can lead there. */
    static Said flawOfButton(String url) {
        var inItself = flaw(url);
        return inItself != null ? inItself : flaw(new Address(url));
    }

    /** Null when Telegram can fetch a file from there. */
    static Said flawOfAttachment(String url) {
        var inItself = flaw(url);
        if (inItself != null) {
            return inItself;
        }
        var address = new Address(url);
        return address.isHttps() ? flaw(address) : Said.of("address.https");
    }

    /** Whatever kind of address it is. */
    private static Said flaw(String url) {
        if (url.isBlank()) {
            return Said.of("address.empty");
        } else if (url.length() > LONGEST) {
            return Said.of("address.long", LONGEST);
        } else if (!url.strip().equals(url)) {
            return Said.of("address.blanks");
        } else if (!VisibleText.isWellFormed(url) || url.chars().anyMatch(Character::isISOControl)) {
            return Said.of("address.control");
        }
        var placeholder = PLACEHOLDER.matcher(url);
        if (placeholder.find()) {
            return Said.of("address.placeholder", placeholder.group());
        }
        var scheme = BARE_SCHEME.matcher(url);
        boolean isStrange = scheme.matches() && !new Address(url).isOwn();
        return isStrange ? schemeFlaw(scheme.group(1)) : null;
    }

    private static Said flaw(Address address) {
        var flaw = address.flaw().orElse(null);
        if (flaw == null) {
            return address.user().isEmpty() ? null : Said.of("address.user", address.user());
        }
        return switch (flaw) {
            case SCHEME -> schemeFlaw(address.scheme());
            case NO_HOST -> Said.of("address.host.missing");
            case HOST_WITHOUT_DOT -> Said.of("address.host.dot", address.host());
            case HOST_CHARACTERS -> Said.of("address.host.characters", address.host());
            case PORT -> Said.of("address.port", address.port());
            case TELEGRAM -> Said.of("address.telegram");
        };
    }

    private static Said schemeFlaw(String scheme) {
        return scheme.matches("(?i)https?") ? Said.of("address.slashes", scheme) : Said.of("address.scheme", scheme);
    }
}
