package org.reprise;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.SslMode;
import org.postgresql.util.PSQLException;

/**
 * What is wrong with {@code REPRISE_DB_URL}. The drivers would take names and parameters that they do not know, and
 * quote a URL that they cannot read with the password in it; so no message here has more of it than its beginning.
 */
final class DatabaseUrl {
    static final String TAKES = "a URL that starts with jdbc:sqlite: or jdbc:postgresql:";
    static final String SQLITE = "jdbc:sqlite:";
    static final String POSTGRESQL = "jdbc:postgresql:";

    private static final String KEY = "REPRISE_DB_URL";

    /** Hosts with ports, and the database's name; what is behind the question mark is looked at by itself. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(//(HOST(,HOST)*)?/)?[\\w%.+ -]*".replace("HOST", "([\\w.-]+|\\[[0-9a-fA-F:.]+])?(:\\d{1,5})?"));

    private static final Pattern PORT = Pattern.compile("(?<=[\\w\\].]):(\\d+)(?=[,/])");

    /** Of SQLite's URIs: those that leave durability and locks alone. */
    private static final String FILE_PARAMETERS = "(&?(cache=(private|shared)|mode=rwc?))+";

    private DatabaseUrl() {}

    /**
     * @param user beside the URL, or empty
     * @param password likewise
     * @return a sentence without secrets
     */
    static Optional<String> problem(String url, String user, String password) {
        if (url.startsWith(SQLITE)) {
            return sqlite(url, user, password);
        }
        return url.startsWith(POSTGRESQL)
                ? postgresql(url.substring(POSTGRESQL.length()), user, password)
                        .map(why -> KEY + "=" + POSTGRESQL + "… cannot be used: " + why + ".")
                : Optional.of(KEY + "=" + shown(url) + " cannot be used: it takes " + TAKES + ".");
    }

    /** Of a URL for another database: it may be of any form, and have a password anywhere. */
    private static String shown(String url) {
        return url.matches("jdbc:[\\w:./-]*") ? url : "…";
    }

    private static Optional<String> sqlite(String url, String user, String password) {
        if (!user.isEmpty() || !password.isEmpty()) {
            return Optional.of((user.isEmpty() ? "REPRISE_DB_PASSWORD" : "REPRISE_DB_USER") + " is set, but "
                    + "the database is SQLite, which has no users: leave it out, or name a PostgreSQL in " + KEY + ".");
        }
        var file = url.substring(SQLITE.length());
        return fileProblem(file)
                .map(why -> KEY + "=" + url.replaceAll("\\?.*", "?…") + " cannot be used: " + why + ".");
    }

    private static Optional<String> fileProblem(String file) {
        var parts = file.split("\\?", 2);
        if (parts[0].isEmpty() || parts[0].equals("file:")) {
            return Optional.of("it takes the path of a file");
        }
        // whether Reprise may write there, and whether it is a file at all, the start finds out
        return parts.length == 1 || parts[0].startsWith("file:") && parts[1].matches(FILE_PARAMETERS)
                ? Optional.empty()
                : Optional.of("it takes no parameters, since Reprise itself sets what makes a commit durable");
    }

    private static Optional<String> postgresql(String rest, String user, String password) {
        var parts = rest.split("\\?", 2);
        if (parts[0].contains("@")) {
            return Optional.of("user and password do not stand before the host; REPRISE_DB_USER and"
                    + " REPRISE_DB_PASSWORD take them");
        } else if (!ADDRESS.matcher(parts[0]).matches() || hasImpossiblePort(parts[0])) {
            return Optional.of("it takes jdbc:postgresql://host:port/database");
        }
        var wrong = parts.length == 1 ? Optional.<String>empty() : parameters(parts[1], user, password);
        return wrong.isPresent() || Driver.parseURL(POSTGRESQL + rest, null) != null
                ? wrong
                : Optional.of("PostgreSQL's driver cannot read it");
    }

    private static boolean hasImpossiblePort(String address) {
        return PORT.matcher(address)
                .results()
                .mapToInt(port -> Integer.parseInt(port.group(1)))
                .anyMatch(port -> port < 1 || port > 65535);
    }

    private static Optional<String> parameters(String query, String user, String password) {
        var properties = new Properties();
        for (var parameter : query.split("&")) {
            var parts = parameter.split("=", 2);
            if (PGProperty.forName(parts[0]) == null) {
                return Optional.of("PostgreSQL's driver does not know " + unknown(parts[0], query));
            }
            try {
                properties.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return Optional.of("the value of " + parts[0] + " is not encoded as values of URLs are");
            }
        }
        if (contradicts(properties.getProperty("user"), user)) {
            return Optional.of("it has another user than REPRISE_DB_USER");
        } else if (contradicts(properties.getProperty("password"), password)) {
            return Optional.of("it has another password than REPRISE_DB_PASSWORD");
        }
        return sslMode(properties);
    }

    private static boolean contradicts(String inUrl, String besideIt) {
        return inUrl != null && !besideIt.isEmpty() && !inUrl.equals(besideIt);
    }

    /** The driver would take one that it does not know for a server out of reach, which is waited for. */
    private static Optional<String> sslMode(Properties properties) {
        try {
            SslMode.of(properties);
            return Optional.empty();
        } catch (PSQLException e) {
            return Optional.of("PostgreSQL's driver does not know this sslmode");
        }
    }

    /** What is no name may be the rest of a password with an ampersand in it. */
    private static String unknown(String name, String query) {
        return query.contains("password") || !name.matches("[a-zA-Z]{4,40}")
                ? "one of its parameters; a password with an ampersand in it is written with %26"
                : "the parameter " + name + "; the nearest is " + SettingNames.nearest(name, parameterNames());
    }

    private static Set<String> parameterNames() {
        var names = new TreeSet<String>();
        for (var property : PGProperty.values()) {
            names.add(property.getName());
        }
        return names;
    }
}
