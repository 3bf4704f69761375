package org.reprise.message;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address behind a link or a button, as Telegram reads it: http, https, or one of its own (tg, ton, tonsite);
 * without a scheme it is http.
 *
 * @see <a href="https://github.com/tdlib/td/blob/master/td/telegram/LinkManager.cpp">LinkManager::check_link of TDLib,
 *     which Telegram's Bot API server runs on</a>
 */
public final class Address {
    /** Why Telegram does not take an address. */
    public enum Flaw {
        /** Of another scheme, such as mailto or javascript. */
        SCHEME,
        NO_HOST,
        /** A name of somebody's own network, such as localhost. */
        HOST_WITHOUT_DOT,
        HOST_CHARACTERS,
        PORT,
        /** It begins as one of Telegram's own and is none. */
        TELEGRAM
    }

    private static final Pattern OWN = Pattern.compile("(?i)(?:tg|(ton)|(tonsite)):(?://)?+(.*)", Pattern.DOTALL);
    private static final Pattern SCHEME = Pattern.compile("([^:/?#@\\[\\]]*+)://(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("([^/?#]*+)(.*)", Pattern.DOTALL);
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*");
    private static final Pattern HOST = named("");
    private static final Pattern USER = named(":");

    private static Pattern named(String alsoAllowed) {
        return Pattern.compile(
                "(?i)(?:[a-z0-9._!$,~*'();&+=\\x{80}-\\x{10FFFF}" + alsoAllowed + "-]++|%[0-9a-f]{2})++");
    }

    private final String address;
    private final String scheme;
    private final String user;
    private final String host;

    /** Null where there is none. */
    private final String port;

    /** @param address may be anything */
    public Address(String address) {
        this.address = address;
        var schemed = SCHEME.matcher(rest());
        boolean hasScheme = schemed.matches();
        this.scheme = hasScheme ? schemed.group(1).toLowerCase(Locale.ROOT) : null;
        var authority = AUTHORITY.matcher(hasScheme ? schemed.group(2) : rest());
        authority.matches();
        var whole = authority.group(1);
        int colon = colonOfPort(whole);
        this.port = colon > 0 ? whole.substring(colon + 1) : null;
        var before = colon > 0 ? whole.substring(0, colon) : whole;
        int at = before.lastIndexOf('@');
        this.user = at < 0 ? "" : before.substring(0, at);
        this.host = before.substring(at + 1).toLowerCase(Locale.ROOT);
    }

    private String rest() {
        var own = OWN.matcher(address);
        return own.matches() ? own.group(3) : address;
    }

    private static int colonOfPort(String authority) {
        int at = authority.length() - 1;
        while (at > 0 && ":]@".indexOf(authority.charAt(at)) < 0) {
            at--;
        }
        return at > 0 && authority.charAt(at) == ':' ? at : -1;
    }

    /** Empty when Telegram takes it. */
    public Optional<Flaw> flaw() {
        return isOwn() ? Optional.ofNullable(ownFlaw()) : Optional.ofNullable(webFlaw());
    }

    /** Whether it leads into Telegram by a scheme of its own. */
    public boolean isOwn() {
        return OWN.matcher(address).matches();
    }

    public boolean isHttps() {
        return !isOwn() && "https".equals(scheme);
    }

    /** In lower case; null without one. */
    public String scheme() {
        return scheme;
    }

    /** Who is named before the host; empty: nobody. */
    public String user() {
        return user;
    }

    public String host() {
        return host;
    }

    /** As it is written; empty without one. */
    public String port() {
        return port == null ? "" : port;
    }

    private Flaw webFlaw() {
        if (scheme != null && !scheme.equals("http") && !scheme.equals("https")) {
            return Flaw.SCHEME;
        } else if (port != null && !isPort(port)) {
            return Flaw.PORT;
        } else if (host.isEmpty() || host.equals(".")) {
            return Flaw.NO_HOST;
        } else if (host.startsWith("[") && host.endsWith("]")) {
            return isIpv6(host.substring(1, host.length() - 1)) ? null : Flaw.HOST_CHARACTERS;
        } else if (!HOST.matcher(host).matches()
                || !user.isEmpty() && !USER.matcher(user).matches()) {
            return Flaw.HOST_CHARACTERS;
        }
        return host.contains(".") ? null : Flaw.HOST_WITHOUT_DOT;
    }

    private static boolean isIpv6(String literal) {
        try {
            // with colons it is a literal, which nobody is asked about
            return IPV6.matcher(literal).matches() && InetAddress.getByName(literal) instanceof Inet6Address;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private Flaw ownFlaw() {
        var own = OWN.matcher(address);
        boolean mayHaveDots = own.matches() && own.group(2) != null;
        boolean isHost = host.matches(mayHaveDots ? "[a-z0-9_.-]+" : "[a-z0-9_-]+");
        return scheme == null && user.isEmpty() && port == null && isHost && !host.equals(".") ? null : Flaw.TELEGRAM;
    }

    /** Telegram takes more digits than a port needs, when they are zeros. */
    private static boolean isPort(String text) {
        return text.matches("0*+[1-9]\\d{0,4}") && Integer.parseInt(text.replaceFirst("^0+", "")) <= 65_535;
    }
}
