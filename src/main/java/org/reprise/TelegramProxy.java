package org.reprise;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * TDLib's way to Telegram where there is no straight one. What TDLib would refuse later is none.
 *
 * @param server a name or an address, an IPv6 one without brackets; 1 to 255 characters
 * @param port 1 to 65535
 * @param user empty: none; of a proxy that takes one
 * @param secret the user's password, or the secret of an MTProto proxy
 */
public record TelegramProxy(Kind kind, String server, int port, String user, String secret) {
    /** How the proxy is spoken to. */
    public enum Kind {
        SOCKS5,
        HTTP,
        MTPROTO
    }

    static final String TAKES = "socks5://user:password@host:port, http://user:password@host:port (the user may be left"
            + " out) or tg://proxy?server=…&port=…&secret=…";

    private static final Pattern PLAIN =
            Pattern.compile("(?<kind>socks5|http)://(?:(?<user>[^:@/]+)(?::(?<secret>[^@/]*))?@)?"
                    + "(?<server>[\\w.-]{1,255}|\\[[0-9a-fA-F:.]{2,45}])" + ":(?<port>\\d{1,5})/?");
    private static final Pattern SERVER = Pattern.compile("[\\w.-]{1,255}|[0-9a-fA-F:.]{2,45}");
    private static final String LINK = "tg://proxy?";

    /** Never the secret, nor who uses it: settings are printed at start. */
    @Override
    public String toString() {
        return kind + " " + server + ":" + port;
    }

    static Optional<TelegramProxy> parse(String url) {
        var plain = PLAIN.matcher(url);
        try {
            return (plain.matches() ? Optional.of(plain(plain)) : mtproto(url)).filter(TelegramProxy::isUsable);
        } catch (IllegalArgumentException e) {
            // a percent sign with something else behind it than two digits
            return Optional.empty();
        }
    }

    private static TelegramProxy plain(Matcher url) {
        return new TelegramProxy(
                url.group("kind").equals("http") ? Kind.HTTP : Kind.SOCKS5,
                url.group("server").replaceAll("[\\[\\]]", ""),
                Integer.parseInt(url.group("port")),
                decoded(url.group("user")),
                decoded(url.group("secret")));
    }

    /** In a user and a password a plus is a plus. */
    private static String decoded(String text) {
        return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** As Telegram's own clients share them. */
    private static Optional<TelegramProxy> mtproto(String url) {
        if (!url.startsWith(LINK)) {
            return Optional.empty();
        }
        Map<String, String> query = Arrays.stream(url.substring(LINK.length()).split("&"))
                .map(part -> part.split("=", 2))
                .filter(part -> part.length == 2)
                .collect(Collectors.toMap(
                        part -> part[0],
                        part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8),
                        (one, other) -> ""));
        var port = query.getOrDefault("port", "");
        var secret = query.getOrDefault("secret", "");
        var server = query.getOrDefault("server", "");
        return port.matches("\\d{1,5}")
                        && isSecret(secret)
                        && SERVER.matcher(server).matches()
                ? Optional.of(new TelegramProxy(Kind.MTPROTO, server, Integer.parseInt(port), "", secret))
                : Optional.empty();
    }

    private boolean isUsable() {
        return port >= 1 && port <= 65535;
    }

    /**
     * 16 bytes; or dd and 16 bytes; or ee, 16 bytes and the name of a site, up to 182 bytes; in hexadecimal digits or
     * in base64.
     *
     * @see <a href="https://github.com/tdlib/td/blob/master/td/mtproto/ProxySecret.cpp">TDLib's ProxySecret</a>
     */
    private static boolean isSecret(String secret) {
        byte[] bytes;
        try {
            bytes = secret.matches("([0-9a-fA-F]{2})+")
                    ? HexFormat.of().parseHex(secret)
                    : Base64.getUrlDecoder().decode(secret.replaceAll("=+$", ""));
        } catch (IllegalArgumentException e) {
            return false;
        }
        return bytes.length == 16
                || bytes.length == 17 && bytes[0] == (byte) 0xdd
                || bytes.length >= 18 && bytes.length <= 17 + 182 && bytes[0] == (byte) 0xee;
    }
}
