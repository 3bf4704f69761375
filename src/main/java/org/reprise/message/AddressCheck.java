package org.reprise.message;

import java.util.regex.Pattern;
import org.reprise.LocalizedMessage;

/** What is wrong with the address of a button or an attachment: what Telegram refuses, and what nobody can mean. */
final class AddressCheck {
    private static final int MAX_ADDRESS_LENGTH = 2_000;

    /** A scheme without slashes, such as mailto; a name before a port is none. */
    private static final Pattern BARE_SCHEME =
            Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+-]*+):(?!//|\\d+(?:[/?#]|$)).*");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

    private AddressCheck() {}

    /** Null when a button can lead there. */
    static LocalizedMessage flawOfButton(String url) {
        var inItself = flaw(url);
        return inItself != null ? inItself : flaw(new Address(url));
    }

    /** Null when Telegram can fetch a file from there. */
    static LocalizedMessage flawOfAttachment(String url) {
        var inItself = flaw(url);
        if (inItself != null) {
            return inItself;
        }
        var address = new Address(url);
        return address.isHttps() ? flaw(address) : LocalizedMessage.of("address.https");
    }

    /** Whatever kind of address it is. */
    private static LocalizedMessage flaw(String url) {
        if (url.isBlank()) {
            return LocalizedMessage.of("address.empty");
        } else if (url.length() > MAX_ADDRESS_LENGTH) {
            return LocalizedMessage.of("address.long", MAX_ADDRESS_LENGTH);
        } else if (!url.strip().equals(url)) {
            return LocalizedMessage.of("address.blanks");
        } else if (!VisibleText.isWellFormed(url) || url.chars().anyMatch(Character::isISOControl)) {
            return LocalizedMessage.of("address.control");
        }
        var placeholder = PLACEHOLDER.matcher(url);
        if (placeholder.find()) {
            return LocalizedMessage.of("address.placeholder", placeholder.group());
        }
        var scheme = BARE_SCHEME.matcher(url);
        boolean isStrange = scheme.matches() && !new Address(url).isOwn();
        return isStrange ? schemeFlaw(scheme.group(1)) : null;
    }

    private static LocalizedMessage flaw(Address address) {
        var flaw = address.flaw().orElse(null);
        if (flaw == null) {
            return address.user().isEmpty() ? null : LocalizedMessage.of("address.user", address.user());
        }
        return switch (flaw) {
            case SCHEME -> schemeFlaw(address.scheme());
            case NO_HOST -> LocalizedMessage.of("address.host.missing");
            case HOST_WITHOUT_DOT -> LocalizedMessage.of("address.host.dot", address.host());
            case HOST_CHARACTERS -> LocalizedMessage.of("address.host.characters", address.host());
            case PORT -> LocalizedMessage.of("address.port", address.port());
            case TELEGRAM -> LocalizedMessage.of("address.telegram");
        };
    }

    private static LocalizedMessage schemeFlaw(String scheme) {
        return scheme.matches("(?i)https?")
                ? LocalizedMessage.of("address.slashes", scheme)
                : LocalizedMessage.of("address.scheme", scheme);
    }
}
