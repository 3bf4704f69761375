package org.reprise;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names by which something can be set. Whatever begins like one of Reprise's and is none is a mistake of whoever
 * wrote it: what they meant would silently not hold.
 */
final class SettingNames {
    /** System properties of the launchers and of the build, which the settings do not read. */
    private static final Set<String> OF_LAUNCHERS = Set.of(
            OwnProcess.END,
            "reprise.clears.temp",
            "reprise.deployments",
            "reprise.ends.when.ready",
            "reprise.ends.with.parent",
            "reprise.log.json",
            "reprise.log.text",
            "reprise.server",
            "reprise.war");

    /** Those of them that an operator sets. */
    private static final Set<String> SWITCHES = Set.of("reprise.log.json");

    /**
     * What Kubernetes sets for services whose names begin with "reprise", such as {@code REPRISE_SERVICE_HOST} and
     * {@code REPRISE_PORT=tcp://10.0.0.1:8080}.
     */
    private static final Pattern SERVICE_LINK = Pattern.compile("REPRISE_(\\w+_)?(SERVICE_(HOST|PORT(_\\w+)?)=.*"
            + "|PORT(_\\d+_(TCP|UDP|SCTP))?=(tcp|udp|sctp)://.*|PORT_\\d+_(TCP|UDP|SCTP)_(PROTO|PORT|ADDR)=.*)");

    private SettingNames() {}

    /** {@code reprise.data.dir} of {@code REPRISE_DATA_DIR}. */
    static String property(String key) {
        return key.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /**
     * @param keys such as {@code REPRISE_DATA_DIR}
     * @param environment all variables of the process
     * @param otherNames system properties and whatever else MicroProfile Config knows, perhaps variables among them
     * @return a sentence for each name that is none of the keys though it begins like one; values may be secrets and
     *     are not in it
     */
    static List<String> unknown(Set<String> keys, Map<String, String> environment, Collection<String> otherNames) {
        var properties = keys.stream().map(SettingNames::property).collect(Collectors.toSet());
        var variables = environment.keySet().stream()
                .filter(name -> !isVariable(name, keys) && !isServiceLink(name, environment.get(name)));
        var others = otherNames.stream()
                .filter(name -> !environment.containsKey(name))
                // some servers list a variable under the name of its property as well
                .filter(name -> !environment.containsKey(key(name)))
                .filter(name -> !properties.contains(name)
                        && !OF_LAUNCHERS.contains(name)
                        && !name.startsWith(OwnProcess.OWNED));
        return Stream.concat(variables, others)
                .filter(name -> key(name).startsWith("REPRISE_"))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(name -> name + " is no setting of Reprise; the nearest is " + meant(name, keys) + ".")
                .toList();
    }

    /** In capitals, in small letters, or named like the property: MicroProfile Config looks for these. */
    private static boolean isVariable(String name, Set<String> keys) {
        var key = key(name);
        return keys.contains(key)
                && (name.equals(key) || name.equals(key.toLowerCase(Locale.ROOT)) || name.equals(property(key)));
    }

    private static boolean isServiceLink(String name, String value) {
        return SERVICE_LINK
                .matcher(name + "=" + value.lines().findFirst().orElse(""))
                .matches();
    }

    /** The setting or switch of a launcher that {@code name} was meant to be. */
    private static String meant(String name, Set<String> keys) {
        var known = new TreeSet<>(keys);
        known.addAll(SWITCHES);
        var best = nearest(name, known);
        return SWITCHES.contains(best) ? "the system property -D" + best : best;
    }

    /** The one with the fewest letters to change, whatever their case and what is between them. */
    static String nearest(String name, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(each -> EditDistance.between(key(name), key(each))))
                .orElseThrow();
    }

    /** As a variable would be named. */
    private static String key(String name) {
        return upper(name).replaceAll("[^A-Z0-9]", "_");
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
